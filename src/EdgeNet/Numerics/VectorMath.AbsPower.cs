using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeNet;

public static partial class VectorMath
{
    /// <summary>|x|ⁿ by repeated squaring; each multiplication rounds once.</summary>
    /// <param name="x">The base.</param>
    /// <param name="n">The exponent, 1 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> AbsPower(Vector128<float> x, int n)
    {
        Vector128<float> square = Vector128.Abs(x), power = Vector128<float>.One;
        for (; n > 0; n >>= 1, square *= square)
            if ((n & 1) != 0) power *= square;
        return power;
    }

    /// <inheritdoc cref="AbsPower(Vector128{float}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> AbsPower(Vector256<float> x, int n)
    {
        Vector256<float> square = Vector256.Abs(x), power = Vector256<float>.One;
        for (; n > 0; n >>= 1, square *= square)
            if ((n & 1) != 0) power *= square;
        return power;
    }

    /// <inheritdoc cref="AbsPower(Vector128{float}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> AbsPower(Vector512<float> x, int n)
    {
        Vector512<float> square = Vector512.Abs(x), power = Vector512<float>.One;
        for (; n > 0; n >>= 1, square *= square)
            if ((n & 1) != 0) power *= square;
        return power;
    }

    /// <inheritdoc cref="AbsPower(Vector128{float}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float AbsPower(float x, int n)
    {
        float square = MathF.Abs(x), power = 1;
        for (; n > 0; n >>= 1, square *= square)
            if ((n & 1) != 0) power *= square;
        return power;
    }
}
