namespace EdgeNet.Training.Gradients.Layers.Convolutions;

/// <summary>
/// The forward sums of <see cref="ConvKernels"/>: tiles of two filters, or four where there are registers for it, by six vectors of
/// positions. Where a tile hangs over, it repeats its last member and leaves the repetition out of what it stores.
/// </summary>
internal static unsafe class ConvForward
{
    private const int Tile = 6;

    /// <typeparam name="TVector">What a vector holds.</typeparam>
    public static void Run<TVector>(in ConvKernels kernels, float* weight, float* bias, float* x, float* y)
        where TVector : unmanaged, ILaneVector<TVector>
    {
        int vectors = kernels.PositionCount / TVector.Elements;
        float** from = stackalloc float*[Tile];
        for (int v = 0; v < vectors; v += Tile)
        {
            for (int i = 0; i < Tile; i++)
                from[i] = x + kernels.Positions[Math.Min(v + i, vectors - 1) * TVector.Elements];
            float* to = y + (long)v * TVector.Elements * Lanes.Count;
            int count = Math.Min(Tile, vectors - v), o = 0;
            if (TVector.Elements > 1)
            {
                for (; o + 4 <= kernels.Filters; o += 4)
                    RunFour<TVector>(kernels, o, weight, bias, from, to, count);
            }

            for (; o < kernels.Filters; o += 2)
                RunTwo<TVector>(kernels, o, weight, bias, from, to, count);
        }
    }

    private static void RunTwo<TVector>(in ConvKernels kernels, int o, float* weight, float* bias, float** from, float* y, int count)
        where TVector : unmanaged, ILaneVector<TVector>
    {
        // Locals, so that they stay in registers whatever is stored.
        int* taps = kernels.Taps;
        int tapCount = kernels.TapCount;
        bool pair = o + 1 < kernels.Filters;
        float* wa = weight + (long)o * tapCount, wb = pair ? wa + tapCount : wa;
        float* x0 = from[0], x1 = from[1], x2 = from[2], x3 = from[3], x4 = from[4], x5 = from[5];
        TVector a0 = TVector.Create(bias == null ? 0 : bias[o]), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0;
        TVector b0 = TVector.Create(bias == null || !pair ? 0 : bias[o + 1]), b1 = b0, b2 = b0, b3 = b0, b4 = b0, b5 = b0;
        for (int t = 0; t < tapCount; t++)
        {
            nint tap = taps[t];
            TVector a = TVector.Create(wa[t]), b = TVector.Create(wb[t]);
            TVector value = TVector.Load(x0 + tap);
            a0 = TVector.MultiplyAdd(a, value, a0);
            b0 = TVector.MultiplyAdd(b, value, b0);
            value = TVector.Load(x1 + tap);
            a1 = TVector.MultiplyAdd(a, value, a1);
            b1 = TVector.MultiplyAdd(b, value, b1);
            value = TVector.Load(x2 + tap);
            a2 = TVector.MultiplyAdd(a, value, a2);
            b2 = TVector.MultiplyAdd(b, value, b2);
            value = TVector.Load(x3 + tap);
            a3 = TVector.MultiplyAdd(a, value, a3);
            b3 = TVector.MultiplyAdd(b, value, b3);
            value = TVector.Load(x4 + tap);
            a4 = TVector.MultiplyAdd(a, value, a4);
            b4 = TVector.MultiplyAdd(b, value, b4);
            value = TVector.Load(x5 + tap);
            a5 = TVector.MultiplyAdd(a, value, a5);
            b5 = TVector.MultiplyAdd(b, value, b5);
        }

        var row = new OutputRow<TVector>(y + (long)o * kernels.PositionCount * Lanes.Count, count, kernels.Adds);
        row.Store(a0, a1, a2, a3, a4, a5);
        if (pair) row.Below(kernels.PositionCount).Store(b0, b1, b2, b3, b4, b5);
    }

    private static void RunFour<TVector>(in ConvKernels kernels, int o, float* weight, float* bias, float** from, float* y, int count)
        where TVector : unmanaged, ILaneVector<TVector>
    {
        int* taps = kernels.Taps;
        int tapCount = kernels.TapCount;
        float* wa = weight + (long)o * tapCount, wb = wa + tapCount, wc = wb + tapCount, wd = wc + tapCount;
        float* x0 = from[0], x1 = from[1], x2 = from[2], x3 = from[3], x4 = from[4], x5 = from[5];
        TVector a0 = TVector.Create(bias == null ? 0 : bias[o]), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0;
        TVector b0 = TVector.Create(bias == null ? 0 : bias[o + 1]), b1 = b0, b2 = b0, b3 = b0, b4 = b0, b5 = b0;
        TVector c0 = TVector.Create(bias == null ? 0 : bias[o + 2]), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0;
        TVector d0 = TVector.Create(bias == null ? 0 : bias[o + 3]), d1 = d0, d2 = d0, d3 = d0, d4 = d0, d5 = d0;
        for (int t = 0; t < tapCount; t++)
        {
            nint tap = taps[t];
            TVector a = TVector.Create(wa[t]), b = TVector.Create(wb[t]), c = TVector.Create(wc[t]), d = TVector.Create(wd[t]);
            TVector value = TVector.Load(x0 + tap);
            a0 = TVector.MultiplyAdd(a, value, a0);
            b0 = TVector.MultiplyAdd(b, value, b0);
            c0 = TVector.MultiplyAdd(c, value, c0);
            d0 = TVector.MultiplyAdd(d, value, d0);
            value = TVector.Load(x1 + tap);
            a1 = TVector.MultiplyAdd(a, value, a1);
            b1 = TVector.MultiplyAdd(b, value, b1);
            c1 = TVector.MultiplyAdd(c, value, c1);
            d1 = TVector.MultiplyAdd(d, value, d1);
            value = TVector.Load(x2 + tap);
            a2 = TVector.MultiplyAdd(a, value, a2);
            b2 = TVector.MultiplyAdd(b, value, b2);
            c2 = TVector.MultiplyAdd(c, value, c2);
            d2 = TVector.MultiplyAdd(d, value, d2);
            value = TVector.Load(x3 + tap);
            a3 = TVector.MultiplyAdd(a, value, a3);
            b3 = TVector.MultiplyAdd(b, value, b3);
            c3 = TVector.MultiplyAdd(c, value, c3);
            d3 = TVector.MultiplyAdd(d, value, d3);
            value = TVector.Load(x4 + tap);
            a4 = TVector.MultiplyAdd(a, value, a4);
            b4 = TVector.MultiplyAdd(b, value, b4);
            c4 = TVector.MultiplyAdd(c, value, c4);
            d4 = TVector.MultiplyAdd(d, value, d4);
            value = TVector.Load(x5 + tap);
            a5 = TVector.MultiplyAdd(a, value, a5);
            b5 = TVector.MultiplyAdd(b, value, b5);
            c5 = TVector.MultiplyAdd(c, value, c5);
            d5 = TVector.MultiplyAdd(d, value, d5);
        }

        var row = new OutputRow<TVector>(y + (long)o * kernels.PositionCount * Lanes.Count, count, kernels.Adds);
        row.Store(a0, a1, a2, a3, a4, a5);
        row = row.Below(kernels.PositionCount);
        row.Store(b0, b1, b2, b3, b4, b5);
        row = row.Below(kernels.PositionCount);
        row.Store(c0, c1, c2, c3, c4, c5);
        row.Below(kernels.PositionCount).Store(d0, d1, d2, d3, d4, d5);
    }
}
