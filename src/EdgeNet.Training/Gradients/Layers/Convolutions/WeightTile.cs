namespace EdgeNet.Training.Gradients.Layers.Convolutions;

/// <summary>A few filters by a few taps of <see cref="ConvWeightSums"/>. Past the last filter and tap stand those once more.</summary>
internal readonly unsafe struct WeightTile
{
    private readonly float* _x;
    private readonly float* _dy;
    private readonly int* _taps;
    private readonly int _lastTap;
    private readonly int _lastFilter;
    private readonly long _row;

    /// <param name="kernels">The convolution.</param>
    /// <param name="x">Its padded inputs.</param>
    /// <param name="dy">The gradient of its outputs.</param>
    /// <param name="filter">The first filter.</param>
    /// <param name="tap">The first tap.</param>
    public WeightTile(in ConvKernels kernels, float* x, float* dy, int filter, int tap)
    {
        _row = (long)kernels.PositionCount * Lanes.Count;
        _x = x;
        _dy = dy + filter * _row;
        _taps = kernels.Taps + tap;
        _lastTap = kernels.TapCount - 1 - tap;
        _lastFilter = kernels.Filters - 1 - filter;
        Filter = filter;
        Tap = tap;
    }

    /// <summary>The first filter.</summary>
    public int Filter { get; }

    /// <summary>The first tap.</summary>
    public int Tap { get; }

    /// <summary>The gradient of a filter's outputs.</summary>
    /// <param name="filter">From the first of the tile.</param>
    public float* Gradient(int filter) => _dy + Math.Min(filter, _lastFilter) * _row;

    /// <summary>The input at a tap of the first position.</summary>
    /// <param name="tap">From the first of the tile.</param>
    public float* Input(int tap) => _x + _taps[Math.Min(tap, _lastTap)];
}
