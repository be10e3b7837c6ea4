namespace EdgeNet.Training.Gradients.Layers.Convolutions;

/// <summary>Two filters by a few taps of <see cref="ConvWeightSums"/>. At the end of the filters the second is the first once more.</summary>
internal readonly unsafe struct WeightTile
{
    private readonly float* _x;
    private readonly int _tap;

    /// <param name="kernels">The convolution.</param>
    /// <param name="x">Its padded inputs.</param>
    /// <param name="dy">The gradient of its outputs.</param>
    /// <param name="dw">The gradient of its weights.</param>
    /// <param name="filter">The first filter.</param>
    /// <param name="tap">The first tap.</param>
    public WeightTile(in ConvKernels kernels, float* x, float* dy, float* dw, int filter, int tap)
    {
        bool pair = filter + 1 < kernels.Filters;
        long row = (long)kernels.PositionCount * Lanes.Count;
        _x = x;
        _tap = tap;
        Last = kernels.TapCount - 1 - tap;
        GradientA = dy + filter * row;
        GradientB = pair ? GradientA + row : GradientA;
        SumsA = dw + (long)filter * kernels.TapCount + tap;
        SumsB = pair ? SumsA + kernels.TapCount : null;
    }

    /// <summary>The last tap that there is, from the first on.</summary>
    public int Last { get; }

    /// <summary>The gradient of the first filter's outputs.</summary>
    public float* GradientA { get; }

    /// <summary>The gradient of the second filter's outputs.</summary>
    public float* GradientB { get; }

    /// <summary>Where the first filter's sums go.</summary>
    public float* SumsA { get; }

    /// <summary>Where the second filter's sums go; null where there is none.</summary>
    public float* SumsB { get; }

    /// <summary>The input at a tap of the first position; past the last tap that of the last.</summary>
    public float* Input(in ConvKernels kernels, int tap) => _x + kernels.Taps[_tap + Math.Min(tap, Last)];
}
