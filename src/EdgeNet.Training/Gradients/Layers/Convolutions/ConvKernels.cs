using System.Runtime.Intrinsics;

namespace EdgeNet.Training.Gradients.Layers.Convolutions;

/// <summary>
/// The sums of a convolution for one group of channels, over offset tables in floats (tap t of position p at taps[t] + positions[p]). Each
/// keeps ten accumulators and more in registers, enough to hide the latency of the multiply-adds. Where positions lie side by side in
/// pairs and the machine has vectors of 512 bits, a vector holds two of them; the sums have the same order, and so the same bits.
/// </summary>
/// <param name="taps">The offset of each tap of each channel of the group.</param>
/// <param name="tapCount">Their number.</param>
/// <param name="positions">The offset of each position.</param>
/// <param name="positionCount">Their number.</param>
/// <param name="filters">Filters of the group.</param>
/// <param name="pairs">Whether positions 2i and 2i + 1 are neighbors, for every i: <see cref="ArePairs"/>.</param>
internal readonly unsafe struct ConvKernels(int* taps, int tapCount, int* positions, int positionCount, int filters, bool pairs)
{
    public readonly int* Taps = taps;
    public readonly int TapCount = tapCount;
    public readonly int* Positions = positions;
    public readonly int PositionCount = positionCount;
    public readonly int Filters = filters;

    /// <summary>Whether <see cref="Forward"/> adds to what is there.</summary>
    public bool Adds { get; init; }

    private readonly bool _wide = pairs && Vector512.IsHardwareAccelerated;

    /// <summary>Whether positions 2i and 2i + 1 are neighbors in memory, for every i.</summary>
    /// <param name="positions">The offset of each position, in floats.</param>
    public static bool ArePairs(ReadOnlySpan<int> positions)
    {
        if (positions.Length % 2 != 0) return false;
        for (int p = 0; p < positions.Length; p += 2)
            if (positions[p + 1] - positions[p] != Lanes.Count) return false;
        return true;
    }

    /// <summary>y[o, p] = bias[o] + Σ over t of w[o, t] · x[p, t].</summary>
    public void Forward(float* weight, float* bias, float* x, float* y)
    {
        if (_wide) ConvForward.Run<TwoElements>(this, weight, bias, x, y);
        else ConvForward.Run<OneElement>(this, weight, bias, x, y);
    }

    /// <summary>dw[o, t] += Σ over p and lanes of dy[o, p] · x[p, t].</summary>
    public void BackwardWeights(float* x, float* dy, float* dw)
    {
        if (_wide) ConvWeightSums.Run<TwoElements>(this, x, dy, dw);
        else ConvWeightSums.Run<OneElement>(this, x, dy, dw);
    }

    /// <summary>db[o] += Σ over p and lanes of dy[o, p].</summary>
    public void BackwardBias(float* dy, float* db)
    {
        for (int o = 0; o < Filters; o++)
        {
            Vector256<float> sum = default;
            for (int p = 0; p < PositionCount; p++)
                sum += Lanes.Load(dy + ((long)o * PositionCount + p) * Lanes.Count);
            db[o] += Lanes.Sum(sum);
        }
    }

    /// <summary>dx[p, t] += Σ over o of w[o, t] · dy[o, p].</summary>
    public void BackwardInputs(float* weight, float* dy, float* dx) => ConvScatter.Run(this, weight, dy, dx);
}
