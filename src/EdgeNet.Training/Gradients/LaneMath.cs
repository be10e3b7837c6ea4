using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeNet.Training.Gradients;

/// <summary>The functions of the runtime's <see cref="VectorMath"/>, which the generated code calls too, on vectors of samples.</summary>
internal static class LaneMath
{
    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x) => Vector<float>.Count switch
    {
        8 => VectorMath.Tanh(x.AsVector256()).AsVector(),
        16 => VectorMath.Tanh(x.AsVector512()).AsVector(),
        _ => VectorMath.Tanh(x.AsVector128()).AsVector(),
    };

    /// <summary>1 / (1 + e^−x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sigmoid(Vector<float> x) => Vector<float>.Count switch
    {
        8 => VectorMath.Sigmoid(x.AsVector256()).AsVector(),
        16 => VectorMath.Sigmoid(x.AsVector512()).AsVector(),
        _ => VectorMath.Sigmoid(x.AsVector128()).AsVector(),
    };
}
