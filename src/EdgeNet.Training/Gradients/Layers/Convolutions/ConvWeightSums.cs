using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeNet.Training.Gradients.Layers.Convolutions;

/// <summary>
/// The sums of <see cref="ConvKernels"/> for the gradient of the weights: two filters by four taps, or four where there are registers for it,
/// over blocks of positions that stay in the first-level cache. Even and odd positions are summed apart, as the halves of a vector of two
/// elements are.
/// </summary>
internal static unsafe class ConvWeightSums
{
    /// <summary>Positions of a block, an even number: 8 kB a filter.</summary>
    private const int Block = 256;

    private const int Taps = 4;

    /// <typeparam name="TVector">What a vector holds.</typeparam>
    public static void Run<TVector>(in ConvKernels kernels, float* x, float* dy, float* dw)
        where TVector : unmanaged, ILaneVector<TVector>
    {
        float* sums = stackalloc float[2 * 4 * Taps * Lanes.Count];
        for (int first = 0; first < kernels.PositionCount; first += Block)
        {
            var block = new PositionBlock(first, Math.Min(first + Block, kernels.PositionCount));
            int o = 0;
            if (TVector.Elements > 1)
            {
                for (; o + 4 <= kernels.Filters; o += 4)
                {
                    for (int t = 0; t < kernels.TapCount; t += Taps)
                    {
                        var tile = new WeightTile(kernels, x, dy, o, t);
                        SumFour<TVector>(kernels, block, tile, sums);
                        AddSums(kernels, tile, sums, 4, dw);
                    }
                }
            }

            for (; o < kernels.Filters; o += 2)
            {
                for (int t = 0; t < kernels.TapCount; t += Taps)
                {
                    var tile = new WeightTile(kernels, x, dy, o, t);
                    SumTwo<TVector>(kernels, block, tile, sums);
                    AddSums(kernels, tile, sums, Math.Min(2, kernels.Filters - o), dw);
                }
            }
        }
    }

    private static void SumTwo<TVector>(in ConvKernels kernels, in PositionBlock block, in WeightTile tile, float* sums)
        where TVector : unmanaged, ILaneVector<TVector>
    {
        int* positions = kernels.Positions;
        float* ya = tile.Gradient(0), yb = tile.Gradient(1);
        float* x0 = tile.Input(0), x1 = tile.Input(1), x2 = tile.Input(2), x3 = tile.Input(3);
        // A vector of one element goes over the even positions first, then over the odd ones.
        for (int odd = 0; odd < 2; odd += TVector.Elements, sums += Lanes.Count)
        {
            TVector a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
            for (int p = block.First + odd; p < block.End; p += 2)
            {
                nint position = positions[p], at = (nint)p * Lanes.Count;
                TVector a = TVector.Load(ya + at), b = TVector.Load(yb + at);
                TVector value = TVector.Load(x0 + position);
                a0 = TVector.MultiplyAdd(a, value, a0);
                b0 = TVector.MultiplyAdd(b, value, b0);
                value = TVector.Load(x1 + position);
                a1 = TVector.MultiplyAdd(a, value, a1);
                b1 = TVector.MultiplyAdd(b, value, b1);
                value = TVector.Load(x2 + position);
                a2 = TVector.MultiplyAdd(a, value, a2);
                b2 = TVector.MultiplyAdd(b, value, b2);
                value = TVector.Load(x3 + position);
                a3 = TVector.MultiplyAdd(a, value, a3);
                b3 = TVector.MultiplyAdd(b, value, b3);
            }

            Store(sums, 0, a0, a1, a2, a3);
            Store(sums, 1, b0, b1, b2, b3);
        }
    }

    private static void SumFour<TVector>(in ConvKernels kernels, in PositionBlock block, in WeightTile tile, float* sums)
        where TVector : unmanaged, ILaneVector<TVector>
    {
        int* positions = kernels.Positions;
        float* ya = tile.Gradient(0), yb = tile.Gradient(1), yc = tile.Gradient(2), yd = tile.Gradient(3);
        float* x0 = tile.Input(0), x1 = tile.Input(1), x2 = tile.Input(2), x3 = tile.Input(3);
        TVector a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        TVector c0 = default, c1 = default, c2 = default, c3 = default, d0 = default, d1 = default, d2 = default, d3 = default;
        for (int p = block.First; p < block.End; p += 2)
        {
            nint position = positions[p], at = (nint)p * Lanes.Count;
            TVector a = TVector.Load(ya + at), b = TVector.Load(yb + at), c = TVector.Load(yc + at), d = TVector.Load(yd + at);
            TVector value = TVector.Load(x0 + position);
            a0 = TVector.MultiplyAdd(a, value, a0);
            b0 = TVector.MultiplyAdd(b, value, b0);
            c0 = TVector.MultiplyAdd(c, value, c0);
            d0 = TVector.MultiplyAdd(d, value, d0);
            value = TVector.Load(x1 + position);
            a1 = TVector.MultiplyAdd(a, value, a1);
            b1 = TVector.MultiplyAdd(b, value, b1);
            c1 = TVector.MultiplyAdd(c, value, c1);
            d1 = TVector.MultiplyAdd(d, value, d1);
            value = TVector.Load(x2 + position);
            a2 = TVector.MultiplyAdd(a, value, a2);
            b2 = TVector.MultiplyAdd(b, value, b2);
            c2 = TVector.MultiplyAdd(c, value, c2);
            d2 = TVector.MultiplyAdd(d, value, d2);
            value = TVector.Load(x3 + position);
            a3 = TVector.MultiplyAdd(a, value, a3);
            b3 = TVector.MultiplyAdd(b, value, b3);
            c3 = TVector.MultiplyAdd(c, value, c3);
            d3 = TVector.MultiplyAdd(d, value, d3);
        }

        Store(sums, 0, a0, a1, a2, a3);
        Store(sums, 1, b0, b1, b2, b3);
        Store(sums, 2, c0, c1, c2, c3);
        Store(sums, 3, d0, d1, d2, d3);
    }

    /// <summary>Puts a filter's sums to the even positions', and to the odd positions' behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVector>(float* sums, int filter, TVector v0, TVector v1, TVector v2, TVector v3)
        where TVector : unmanaged, ILaneVector<TVector>
    {
        float* to = sums + filter * 2 * Taps * Lanes.Count;
        TVector.Store(to, v0);
        TVector.Store(to + 2 * Lanes.Count, v1);
        TVector.Store(to + 4 * Lanes.Count, v2);
        TVector.Store(to + 6 * Lanes.Count, v3);
    }

    /// <summary>Adds the sums over positions and lanes to the weights' gradient.</summary>
    private static void AddSums(in ConvKernels kernels, in WeightTile tile, float* sums, int filters, float* dw)
    {
        for (int o = 0; o < filters; o++, sums += 2 * Taps * Lanes.Count)
        {
            Vector128<float> four = Lanes.Sum(
                Both(sums), Both(sums + 2 * Lanes.Count), Both(sums + 4 * Lanes.Count), Both(sums + 6 * Lanes.Count));
            float* w = dw + (long)(tile.Filter + o) * kernels.TapCount + tile.Tap;
            if (tile.Tap + Taps <= kernels.TapCount)
            {
                (Vector128.Load(w) + four).Store(w);
                continue;
            }

            for (int t = 0; t < kernels.TapCount - tile.Tap; t++)
                w[t] += four[t];
        }
    }

    private static Vector256<float> Both(float* sums) => Lanes.Load(sums) + Lanes.Load(sums + Lanes.Count);
}
