using System.Numerics;

namespace EdgeNet.Training.Gradients.Layers;

/// <summary>
/// The three sums of a convolution for one group of channels, over offset tables in floats (tap t of position p at
/// taps[t] + positions[p]). Each keeps ten or twelve accumulators in registers, enough to hide the latency of the multiply-adds;
/// where a tile hangs over, it repeats its last member and leaves the repetition out of what it stores.
/// </summary>
internal readonly unsafe struct ConvKernels(int* taps, int tapCount, int* positions, int positionCount, int filters)
{
    private readonly int* _taps = taps;
    private readonly int _tapCount = tapCount;
    private readonly int* _positions = positions;
    private readonly int _positionCount = positionCount;
    private readonly int _filters = filters;

    private const int ForwardTile = 6;
    private const int TapTile = 5;

    /// <summary>y[o, p] = bias[o] + Σ over t of w[o, t] · x[p, t]: two filters by six positions.</summary>
    public void Forward(float* weight, float* bias, float* x, float* y)
    {
        // Locals, so that they stay in registers whatever is stored.
        int* taps = _taps, positions = _positions;
        int tapCount = _tapCount, positionCount = _positionCount, filters = _filters;
        for (int p = 0; p < positionCount; p += ForwardTile)
        {
            int last = positionCount - 1;
            float* x0 = x + positions[p];
            float* x1 = x + positions[Math.Min(p + 1, last)];
            float* x2 = x + positions[Math.Min(p + 2, last)];
            float* x3 = x + positions[Math.Min(p + 3, last)];
            float* x4 = x + positions[Math.Min(p + 4, last)];
            float* x5 = x + positions[Math.Min(p + 5, last)];
            for (int o = 0; o < filters; o += 2)
            {
                float* wa = weight + (long)o * tapCount;
                float* wb = o + 1 < filters ? wa + tapCount : wa;
                Vector<float> a0 = new(bias == null ? 0 : bias[o]), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0;
                Vector<float> b0 = new(bias == null || o + 1 == filters ? 0 : bias[o + 1]), b1 = b0, b2 = b0, b3 = b0, b4 = b0, b5 = b0;
                for (int t = 0; t < tapCount; t++)
                {
                    nint tap = taps[t];
                    var a = new Vector<float>(wa[t]);
                    var b = new Vector<float>(wb[t]);
                    Vector<float> value = Lanes.Load(x0 + tap);
                    a0 = Lanes.MultiplyAdd(a, value, a0);
                    b0 = Lanes.MultiplyAdd(b, value, b0);
                    value = Lanes.Load(x1 + tap);
                    a1 = Lanes.MultiplyAdd(a, value, a1);
                    b1 = Lanes.MultiplyAdd(b, value, b1);
                    value = Lanes.Load(x2 + tap);
                    a2 = Lanes.MultiplyAdd(a, value, a2);
                    b2 = Lanes.MultiplyAdd(b, value, b2);
                    value = Lanes.Load(x3 + tap);
                    a3 = Lanes.MultiplyAdd(a, value, a3);
                    b3 = Lanes.MultiplyAdd(b, value, b3);
                    value = Lanes.Load(x4 + tap);
                    a4 = Lanes.MultiplyAdd(a, value, a4);
                    b4 = Lanes.MultiplyAdd(b, value, b4);
                    value = Lanes.Load(x5 + tap);
                    a5 = Lanes.MultiplyAdd(a, value, a5);
                    b5 = Lanes.MultiplyAdd(b, value, b5);
                }

                float* ya = y + ((long)o * positionCount + p) * Lanes.Count;
                StoreRow(ya, a0, a1, a2, a3, a4, a5, positionCount - p);
                if (o + 1 < filters) StoreRow(ya + (long)positionCount * Lanes.Count, b0, b1, b2, b3, b4, b5, positionCount - p);
            }
        }
    }

    /// <summary>dw[o, t] += Σ over p and lanes of dy[o, p] · x[p, t]: two filters by five taps.</summary>
    public void BackwardWeights(float* x, float* dy, float* dw)
    {
        int* taps = _taps, positions = _positions;
        int tapCount = _tapCount, positionCount = _positionCount, filters = _filters;
        for (int o = 0; o < filters; o += 2)
        {
            float* ya = dy + (long)o * positionCount * Lanes.Count;
            float* yb = o + 1 < filters ? ya + (long)positionCount * Lanes.Count : ya;
            for (int t = 0; t < tapCount; t += TapTile)
            {
                int last = tapCount - 1;
                float* x0 = x + taps[t];
                float* x1 = x + taps[Math.Min(t + 1, last)];
                float* x2 = x + taps[Math.Min(t + 2, last)];
                float* x3 = x + taps[Math.Min(t + 3, last)];
                float* x4 = x + taps[Math.Min(t + 4, last)];
                Vector<float> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default;
                Vector<float> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default;
                for (int p = 0; p < positionCount; p++)
                {
                    nint position = positions[p];
                    Vector<float> a = Lanes.Load(ya + (nint)p * Lanes.Count);
                    Vector<float> b = Lanes.Load(yb + (nint)p * Lanes.Count);
                    Vector<float> value = Lanes.Load(x0 + position);
                    a0 = Lanes.MultiplyAdd(a, value, a0);
                    b0 = Lanes.MultiplyAdd(b, value, b0);
                    value = Lanes.Load(x1 + position);
                    a1 = Lanes.MultiplyAdd(a, value, a1);
                    b1 = Lanes.MultiplyAdd(b, value, b1);
                    value = Lanes.Load(x2 + position);
                    a2 = Lanes.MultiplyAdd(a, value, a2);
                    b2 = Lanes.MultiplyAdd(b, value, b2);
                    value = Lanes.Load(x3 + position);
                    a3 = Lanes.MultiplyAdd(a, value, a3);
                    b3 = Lanes.MultiplyAdd(b, value, b3);
                    value = Lanes.Load(x4 + position);
                    a4 = Lanes.MultiplyAdd(a, value, a4);
                    b4 = Lanes.MultiplyAdd(b, value, b4);
                }

                float* wa = dw + (long)o * tapCount + t;
                AddSums(wa, a0, a1, a2, a3, a4, tapCount - t);
                if (o + 1 < filters) AddSums(wa + tapCount, b0, b1, b2, b3, b4, tapCount - t);
            }
        }
    }

    /// <summary>db[o] += Σ over p and lanes of dy[o, p].</summary>
    public void BackwardBias(float* dy, float* db)
    {
        for (int o = 0; o < _filters; o++)
        {
            Vector<float> sum = default;
            for (int p = 0; p < _positionCount; p++)
                sum += Lanes.Load(dy + ((long)o * _positionCount + p) * Lanes.Count);
            db[o] += Vector.Sum(sum);
        }
    }

    /// <summary>dx[p, t] += Σ over o of w[o, t] · dy[o, p]: two positions by five taps.</summary>
    public void BackwardInputs(float* weight, float* dy, float* dx)
    {
        int* taps = _taps, positions = _positions;
        int tapCount = _tapCount, positionCount = _positionCount, filters = _filters;
        for (int p = 0; p < positionCount; p += 2)
        {
            bool pair = p + 1 < positionCount;
            float* da = dx + positions[p];
            float* db = dx + positions[pair ? p + 1 : p];
            for (int t = 0; t < tapCount; t += TapTile)
            {
                int last = tapCount - 1 - t;
                float* w = weight + t;
                float* y = dy + (long)p * Lanes.Count;
                nint next = pair ? Lanes.Count : 0;
                nint i1 = Math.Min(1, last), i2 = Math.Min(2, last), i3 = Math.Min(3, last), i4 = Math.Min(4, last);
                Vector<float> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default;
                Vector<float> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default;
                for (int o = 0; o < filters; o++, w += tapCount, y += (nint)positionCount * Lanes.Count)
                {
                    Vector<float> a = Lanes.Load(y);
                    Vector<float> b = Lanes.Load(y + next);
                    var value = new Vector<float>(w[0]);
                    a0 = Lanes.MultiplyAdd(a, value, a0);
                    b0 = Lanes.MultiplyAdd(b, value, b0);
                    value = new Vector<float>(w[i1]);
                    a1 = Lanes.MultiplyAdd(a, value, a1);
                    b1 = Lanes.MultiplyAdd(b, value, b1);
                    value = new Vector<float>(w[i2]);
                    a2 = Lanes.MultiplyAdd(a, value, a2);
                    b2 = Lanes.MultiplyAdd(b, value, b2);
                    value = new Vector<float>(w[i3]);
                    a3 = Lanes.MultiplyAdd(a, value, a3);
                    b3 = Lanes.MultiplyAdd(b, value, b3);
                    value = new Vector<float>(w[i4]);
                    a4 = Lanes.MultiplyAdd(a, value, a4);
                    b4 = Lanes.MultiplyAdd(b, value, b4);
                }

                Scatter(da, t, a0, a1, a2, a3, a4);
                if (pair) Scatter(db, t, b0, b1, b2, b3, b4);
            }
        }
    }

    private static void StoreRow(
        float* y, Vector<float> v0, Vector<float> v1, Vector<float> v2, Vector<float> v3, Vector<float> v4, Vector<float> v5, int count)
    {
        Lanes.Store(y, v0);
        if (count > 1) Lanes.Store(y + Lanes.Count, v1);
        if (count > 2) Lanes.Store(y + 2 * Lanes.Count, v2);
        if (count > 3) Lanes.Store(y + 3 * Lanes.Count, v3);
        if (count > 4) Lanes.Store(y + 4 * Lanes.Count, v4);
        if (count > 5) Lanes.Store(y + 5 * Lanes.Count, v5);
    }

    private static void AddSums(float* w, Vector<float> v0, Vector<float> v1, Vector<float> v2, Vector<float> v3, Vector<float> v4, int count)
    {
        w[0] += Vector.Sum(v0);
        if (count > 1) w[1] += Vector.Sum(v1);
        if (count > 2) w[2] += Vector.Sum(v2);
        if (count > 3) w[3] += Vector.Sum(v3);
        if (count > 4) w[4] += Vector.Sum(v4);
    }

    private void Scatter(float* dx, int t, Vector<float> v0, Vector<float> v1, Vector<float> v2, Vector<float> v3, Vector<float> v4)
    {
        int count = _tapCount - t;
        Lanes.Add(dx + _taps[t], v0);
        if (count > 1) Lanes.Add(dx + _taps[t + 1], v1);
        if (count > 2) Lanes.Add(dx + _taps[t + 2], v2);
        if (count > 3) Lanes.Add(dx + _taps[t + 3], v3);
        if (count > 4) Lanes.Add(dx + _taps[t + 4], v4);
    }
}
