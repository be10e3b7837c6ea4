using System.Numerics;

namespace EdgeNet.Training.Gradients;

/// <summary>Functions that the vector types lack, exact to a few units in the last place of a float.</summary>
internal static class VectorMath
{
    // tanh as an odd polynomial over an even one, minimax on [−7.905, 7.905], outside of which tanh is ±1 in float32.
    // The coefficients are those of Eigen's generic_fast_tanh_float.
    private const float TanhLimit = 7.90531110763549805f;
    private const float A1 = 4.89352455891786e-03f;
    private const float A3 = 6.37261928875436e-04f;
    private const float A5 = 1.48572235717979e-05f;
    private const float A7 = 5.12229709037114e-08f;
    private const float A9 = -8.60467152213735e-11f;
    private const float A11 = 2.00018790482477e-13f;
    private const float A13 = -2.76076847742355e-16f;
    private const float B0 = 4.89352518554385e-03f;
    private const float B2 = 2.26843463243900e-03f;
    private const float B4 = 1.18534705686654e-04f;
    private const float B6 = 1.19825839466702e-06f;

    /// <summary>The hyperbolic tangent, to 1e-6.</summary>
    public static Vector<float> Tanh(Vector<float> x)
    {
        x = Vector.Max(Vector.Min(x, new(TanhLimit)), new(-TanhLimit));
        Vector<float> square = x * x;
        Vector<float> p = Lanes.MultiplyAdd(new(A13), square, new(A11));
        p = Lanes.MultiplyAdd(p, square, new(A9));
        p = Lanes.MultiplyAdd(p, square, new(A7));
        p = Lanes.MultiplyAdd(p, square, new(A5));
        p = Lanes.MultiplyAdd(p, square, new(A3));
        p = Lanes.MultiplyAdd(p, square, new(A1)) * x;
        Vector<float> q = Lanes.MultiplyAdd(new(B6), square, new(B4));
        q = Lanes.MultiplyAdd(q, square, new(B2));
        q = Lanes.MultiplyAdd(q, square, new(B0));
        return p / q;
    }

    /// <summary>1 / (1 + e^−x), to 1e-6.</summary>
    public static Vector<float> Sigmoid(Vector<float> x)
    {
        var half = new Vector<float>(0.5f);
        return Lanes.MultiplyAdd(Tanh(x * half), half, half);
    }
}
