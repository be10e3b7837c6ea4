using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeNet.Training.Gradients.Layers.Convolutions.Winograd;

/// <summary>
/// The transforms of Winograd's F(7 − r, r) (A. Lavin, S. Gray, "Fast algorithms for convolutional neural networks", CVPR 2016) over the points
/// 0, ±1, ±2 and ∞: y = Aᵀ((G·w) ⊙ (Bᵀ·x)), six products for 7 − r outputs of r taps. Backward: dM = A·dy and dw = Gᵀ·dU.
/// </summary>
internal static unsafe class WinogradPoints
{
    /// <summary>Points, the products of a tile.</summary>
    public const int Count = 6;

    private static readonly Vector256<float> Two = Vector256.Create(2f);
    private static readonly Vector256<float> Four = Vector256.Create(4f);
    private static readonly Vector256<float> Five = Vector256.Create(5f);
    private static readonly Vector256<float> Eight = Vector256.Create(8f);
    private static readonly Vector256<float> Sixteen = Vector256.Create(16f);

    /// <summary>Bᵀ·x.</summary>
    /// <param name="x">Six neighboring elements.</param>
    /// <param name="v">Receives the first product's factor.</param>
    /// <param name="step">Floats from one product's to the next one's.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransformInput(float* x, float* v, nint step)
    {
        Vector256<float> x0 = Lanes.Load(x), x1 = Lanes.Load(x + Lanes.Count), x2 = Lanes.Load(x + 2 * Lanes.Count);
        Vector256<float> x3 = Lanes.Load(x + 3 * Lanes.Count), x4 = Lanes.Load(x + 4 * Lanes.Count), x5 = Lanes.Load(x + 5 * Lanes.Count);
        Vector256<float> even = x4 - Four * x2, odd = x3 - Four * x1, evenHalf = x4 - x2, oddHalf = Two * (x3 - x1);
        Lanes.Store(v, Lanes.MultiplyAdd(Four, x0, Lanes.MultiplyAdd(-Five, x2, x4)));
        Lanes.Store(v + step, even + odd);
        Lanes.Store(v + 2 * step, even - odd);
        Lanes.Store(v + 3 * step, evenHalf + oddHalf);
        Lanes.Store(v + 4 * step, evenHalf - oddHalf);
        Lanes.Store(v + 5 * step, Lanes.MultiplyAdd(Four, x1, Lanes.MultiplyAdd(-Five, x3, x5)));
    }

    /// <summary>Aᵀ·m.</summary>
    /// <param name="m">The first product.</param>
    /// <param name="step">Floats from one product to the next.</param>
    /// <param name="outputs">Outputs of a tile, 2 to 5.</param>
    /// <param name="y">Receives the outputs; there is room for five.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransformOutput(float* m, nint step, int outputs, float* y)
    {
        Vector256<float> m1 = Lanes.Load(m + step), m2 = Lanes.Load(m + 2 * step), m3 = Lanes.Load(m + 3 * step), m4 = Lanes.Load(m + 4 * step);
        Vector256<float> sum1 = m1 + m2, difference1 = m1 - m2, sum2 = m3 + m4, difference2 = m3 - m4;
        Lanes.Store(y, Lanes.Load(m) + sum1 + sum2);
        Lanes.Store(y + Lanes.Count, Lanes.MultiplyAdd(Two, difference2, difference1));
        if (outputs > 2) Lanes.Store(y + 2 * Lanes.Count, Lanes.MultiplyAdd(Four, sum2, sum1));
        if (outputs > 3) Lanes.Store(y + 3 * Lanes.Count, Lanes.MultiplyAdd(Eight, difference2, difference1));
        if (outputs > 4) Lanes.Store(y + 4 * Lanes.Count, Lanes.MultiplyAdd(Sixteen, sum2, sum1));
        Lanes.Add(y + (outputs - 1) * Lanes.Count, Lanes.Load(m + 5 * step));
    }

    /// <summary>A·dy.</summary>
    /// <param name="dy">Five neighboring elements, of which those past the outputs of a tile are 0.</param>
    /// <param name="outputs">Outputs of a tile, 2 to 5.</param>
    /// <param name="m">Receives the first product's gradient.</param>
    /// <param name="step">Floats from one product's to the next one's.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransformGradient(float* dy, int outputs, float* m, nint step)
    {
        Vector256<float> y0 = Lanes.Load(dy), y1 = Lanes.Load(dy + Lanes.Count);
        Vector256<float> even = y0, odd = y1, even2 = y0, odd2 = Two * y1;
        if (outputs > 2)
        {
            Vector256<float> y2 = Lanes.Load(dy + 2 * Lanes.Count);
            (even, even2) = (even + y2, Lanes.MultiplyAdd(Four, y2, even2));
        }

        if (outputs > 3)
        {
            Vector256<float> y3 = Lanes.Load(dy + 3 * Lanes.Count);
            (odd, odd2) = (odd + y3, Lanes.MultiplyAdd(Eight, y3, odd2));
        }

        if (outputs > 4)
        {
            Vector256<float> y4 = Lanes.Load(dy + 4 * Lanes.Count);
            (even, even2) = (even + y4, Lanes.MultiplyAdd(Sixteen, y4, even2));
        }

        Lanes.Store(m, y0);
        Lanes.Store(m + step, even + odd);
        Lanes.Store(m + 2 * step, even - odd);
        Lanes.Store(m + 3 * step, even2 + odd2);
        Lanes.Store(m + 4 * step, even2 - odd2);
        Lanes.Store(m + 5 * step, Lanes.Load(dy + (outputs - 1) * Lanes.Count));
    }

    /// <summary>G: a row a point, a column a tap.</summary>
    /// <param name="taps">Taps, 2 to 5.</param>
    public static float[] WeightMatrix(int taps)
    {
        float[] matrix = new float[Count * taps];
        ReadOnlySpan<(double Point, double Factor)> points = [(0, 1 / 4.0), (1, -1 / 6.0), (-1, -1 / 6.0), (2, 1 / 24.0), (-2, 1 / 24.0)];
        for (int e = 0; e < points.Length; e++)
            for (int tap = 0; tap < taps; tap++)
                matrix[e * taps + tap] = (float)(points[e].Factor * (tap == 0 ? 1 : Math.Pow(points[e].Point, tap)));
        matrix[^1] = 1;
        return matrix;
    }
}
