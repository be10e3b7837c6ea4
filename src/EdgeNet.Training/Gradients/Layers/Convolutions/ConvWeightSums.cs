using System.Runtime.Intrinsics;

namespace EdgeNet.Training.Gradients.Layers.Convolutions;

/// <summary>
/// The sums of <see cref="ConvKernels"/> for the gradient of the weights: two filters by a few taps, over blocks of positions that stay in the
/// first-level cache. Even and odd positions are summed apart, as the halves of a vector of two elements are.
/// </summary>
internal static unsafe class ConvWeightSums
{
    /// <summary>Positions of a block, an even number: of 32 floats' rows, 8 kB a filter.</summary>
    private const int Block = 256;

    private const int Tile = 3;
    private const int WideTile = 5;

    /// <summary>An element a vector.</summary>
    public static void Run(in ConvKernels kernels, float* x, float* dy, float* dw)
    {
        for (int first = 0; first < kernels.PositionCount; first += Block)
        {
            int end = Math.Min(first + Block, kernels.PositionCount);
            for (int o = 0; o < kernels.Filters; o += 2)
                for (int t = 0; t < kernels.TapCount; t += Tile)
                    Add(kernels, first, end, new(kernels, x, dy, dw, o, t));
        }
    }

    /// <summary>Two elements a vector.</summary>
    public static void RunWide(in ConvKernels kernels, float* x, float* dy, float* dw)
    {
        for (int first = 0; first < kernels.PositionCount; first += Block)
        {
            int end = Math.Min(first + Block, kernels.PositionCount);
            for (int o = 0; o < kernels.Filters; o += 2)
                for (int t = 0; t < kernels.TapCount; t += WideTile)
                    AddWide(kernels, first, end, new(kernels, x, dy, dw, o, t));
        }
    }

    private static void Add(in ConvKernels kernels, int first, int end, in WeightTile tile)
    {
        int* positions = kernels.Positions;
        float* ya = tile.GradientA, yb = tile.GradientB;
        float* x0 = tile.Input(kernels, 0), x1 = tile.Input(kernels, 1), x2 = tile.Input(kernels, 2);
        Vector256<float> a0 = default, a1 = default, a2 = default, b0 = default, b1 = default, b2 = default;
        Vector256<float> c0 = default, c1 = default, c2 = default, d0 = default, d1 = default, d2 = default;
        int p = first;
        for (; p + 1 < end; p += 2)
        {
            nint even = positions[p], odd = positions[p + 1];
            Vector256<float> a = Lanes.Load(ya + (nint)p * Lanes.Count), b = Lanes.Load(yb + (nint)p * Lanes.Count);
            Vector256<float> value = Lanes.Load(x0 + even);
            a0 = Lanes.MultiplyAdd(a, value, a0);
            b0 = Lanes.MultiplyAdd(b, value, b0);
            value = Lanes.Load(x1 + even);
            a1 = Lanes.MultiplyAdd(a, value, a1);
            b1 = Lanes.MultiplyAdd(b, value, b1);
            value = Lanes.Load(x2 + even);
            a2 = Lanes.MultiplyAdd(a, value, a2);
            b2 = Lanes.MultiplyAdd(b, value, b2);
            (a, b) = (Lanes.Load(ya + (nint)(p + 1) * Lanes.Count), Lanes.Load(yb + (nint)(p + 1) * Lanes.Count));
            value = Lanes.Load(x0 + odd);
            c0 = Lanes.MultiplyAdd(a, value, c0);
            d0 = Lanes.MultiplyAdd(b, value, d0);
            value = Lanes.Load(x1 + odd);
            c1 = Lanes.MultiplyAdd(a, value, c1);
            d1 = Lanes.MultiplyAdd(b, value, d1);
            value = Lanes.Load(x2 + odd);
            c2 = Lanes.MultiplyAdd(a, value, c2);
            d2 = Lanes.MultiplyAdd(b, value, d2);
        }

        if (p < end)
        {
            nint even = positions[p];
            Vector256<float> a = Lanes.Load(ya + (nint)p * Lanes.Count), b = Lanes.Load(yb + (nint)p * Lanes.Count);
            a0 = Lanes.MultiplyAdd(a, Lanes.Load(x0 + even), a0);
            b0 = Lanes.MultiplyAdd(b, Lanes.Load(x0 + even), b0);
            a1 = Lanes.MultiplyAdd(a, Lanes.Load(x1 + even), a1);
            b1 = Lanes.MultiplyAdd(b, Lanes.Load(x1 + even), b1);
            a2 = Lanes.MultiplyAdd(a, Lanes.Load(x2 + even), a2);
            b2 = Lanes.MultiplyAdd(b, Lanes.Load(x2 + even), b2);
        }

        AddSums(tile.SumsA, tile.Last, a0 + c0, a1 + c1, a2 + c2);
        if (tile.SumsB != null) AddSums(tile.SumsB, tile.Last, b0 + d0, b1 + d1, b2 + d2);
    }

    private static void AddWide(in ConvKernels kernels, int first, int end, in WeightTile tile)
    {
        int* positions = kernels.Positions;
        float* ya = tile.GradientA, yb = tile.GradientB;
        float* x0 = tile.Input(kernels, 0), x1 = tile.Input(kernels, 1), x2 = tile.Input(kernels, 2);
        float* x3 = tile.Input(kernels, 3), x4 = tile.Input(kernels, 4);
        TwoElements a0 = default, a1 = default, a2 = default, a3 = default, a4 = default;
        TwoElements b0 = default, b1 = default, b2 = default, b3 = default, b4 = default;
        for (int p = first; p < end; p += 2)
        {
            nint position = positions[p];
            TwoElements a = TwoElements.Load(ya + (nint)p * Lanes.Count), b = TwoElements.Load(yb + (nint)p * Lanes.Count);
            TwoElements value = TwoElements.Load(x0 + position);
            a0 = TwoElements.MultiplyAdd(a, value, a0);
            b0 = TwoElements.MultiplyAdd(b, value, b0);
            value = TwoElements.Load(x1 + position);
            a1 = TwoElements.MultiplyAdd(a, value, a1);
            b1 = TwoElements.MultiplyAdd(b, value, b1);
            value = TwoElements.Load(x2 + position);
            a2 = TwoElements.MultiplyAdd(a, value, a2);
            b2 = TwoElements.MultiplyAdd(b, value, b2);
            value = TwoElements.Load(x3 + position);
            a3 = TwoElements.MultiplyAdd(a, value, a3);
            b3 = TwoElements.MultiplyAdd(b, value, b3);
            value = TwoElements.Load(x4 + position);
            a4 = TwoElements.MultiplyAdd(a, value, a4);
            b4 = TwoElements.MultiplyAdd(b, value, b4);
        }

        AddSums(tile.SumsA, tile.Last, a0.Halves(), a1.Halves(), a2.Halves());
        AddSums(tile.SumsA + 3, tile.Last - 3, a3.Halves(), a4.Halves());
        if (tile.SumsB == null) return;
        AddSums(tile.SumsB, tile.Last, b0.Halves(), b1.Halves(), b2.Halves());
        AddSums(tile.SumsB + 3, tile.Last - 3, b3.Halves(), b4.Halves());
    }

    /// <param name="w">Receives the sums.</param>
    /// <param name="last">The last that is wanted, from 0.</param>
    /// <param name="v0">Summed over its lanes, as the others are.</param>
    /// <param name="v1">The second.</param>
    /// <param name="v2">The third.</param>
    private static void AddSums(float* w, int last, Vector256<float> v0, Vector256<float> v1, Vector256<float> v2 = default)
    {
        if (last >= 0) w[0] += Lanes.Sum(v0);
        if (last >= 1) w[1] += Lanes.Sum(v1);
        if (last >= 2) w[2] += Lanes.Sum(v2);
    }
}
