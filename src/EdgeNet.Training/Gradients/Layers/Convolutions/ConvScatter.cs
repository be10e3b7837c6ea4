using System.Runtime.Intrinsics;

namespace EdgeNet.Training.Gradients.Layers.Convolutions;

/// <summary>
/// The gradient of the inputs for windows that step by more than one: each position's taps are added where they lie. Two positions by five
/// taps; see <see cref="ConvGradient"/> for the other windows.
/// </summary>
internal static unsafe class ConvScatter
{
    private const int Tile = 5;

    public static void Run(in ConvKernels kernels, float* weight, float* dy, float* dx)
    {
        int* taps = kernels.Taps, positions = kernels.Positions;
        int tapCount = kernels.TapCount, positionCount = kernels.PositionCount, filters = kernels.Filters;
        for (int p = 0; p < positionCount; p += 2)
        {
            bool pair = p + 1 < positionCount;
            float* da = dx + positions[p];
            float* db = dx + positions[pair ? p + 1 : p];
            for (int t = 0; t < tapCount; t += Tile)
            {
                int last = tapCount - 1 - t;
                float* w = weight + t;
                float* y = dy + (long)p * Lanes.Count;
                nint next = pair ? Lanes.Count : 0;
                nint i1 = Math.Min(1, last), i2 = Math.Min(2, last), i3 = Math.Min(3, last), i4 = Math.Min(4, last);
                Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default;
                Vector256<float> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default;
                for (int o = 0; o < filters; o++, w += tapCount, y += (nint)positionCount * Lanes.Count)
                {
                    Vector256<float> a = Lanes.Load(y);
                    Vector256<float> b = Lanes.Load(y + next);
                    var value = Vector256.Create(w[0]);
                    a0 = Lanes.MultiplyAdd(a, value, a0);
                    b0 = Lanes.MultiplyAdd(b, value, b0);
                    value = Vector256.Create(w[i1]);
                    a1 = Lanes.MultiplyAdd(a, value, a1);
                    b1 = Lanes.MultiplyAdd(b, value, b1);
                    value = Vector256.Create(w[i2]);
                    a2 = Lanes.MultiplyAdd(a, value, a2);
                    b2 = Lanes.MultiplyAdd(b, value, b2);
                    value = Vector256.Create(w[i3]);
                    a3 = Lanes.MultiplyAdd(a, value, a3);
                    b3 = Lanes.MultiplyAdd(b, value, b3);
                    value = Vector256.Create(w[i4]);
                    a4 = Lanes.MultiplyAdd(a, value, a4);
                    b4 = Lanes.MultiplyAdd(b, value, b4);
                }

                Add(da, taps + t, last, a0, a1, a2);
                Add(da, taps + t + 3, last - 3, a3, a4);
                if (!pair) continue;
                Add(db, taps + t, last, b0, b1, b2);
                Add(db, taps + t + 3, last - 3, b3, b4);
            }
        }
    }

    /// <param name="dx">The first tap's window.</param>
    /// <param name="taps">The offsets of the taps.</param>
    /// <param name="last">The last tap that there is, from 0.</param>
    /// <param name="v0">What is added at the first, as the others at theirs.</param>
    /// <param name="v1">The second.</param>
    /// <param name="v2">The third.</param>
    private static void Add(float* dx, int* taps, int last, Vector256<float> v0, Vector256<float> v1, Vector256<float> v2 = default)
    {
        if (last >= 0) Lanes.Add(dx + taps[0], v0);
        if (last >= 1) Lanes.Add(dx + taps[1], v1);
        if (last >= 2) Lanes.Add(dx + taps[2], v2);
    }
}
