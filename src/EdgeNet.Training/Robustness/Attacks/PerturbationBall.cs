using EdgeNet.Training.Data;

namespace EdgeNet.Training.Robustness.Attacks;

/// <summary>
/// What an attack may change: every value by at most ε, and pictures within black and white. ε is in units of a picture's range, 0 to 1;
/// the values are those that the network takes, whose channels may be divided by deviations. Numbers have no range: there ε is in units of
/// the network's input.
/// </summary>
internal sealed class PerturbationBall
{
    private readonly float[] _low;
    private readonly float[] _high;
    private readonly float[] _unit;

    /// <param name="shape">The shape of a sample, channels first.</param>
    /// <param name="preparation">The mean and deviation of a picture's channels; null for 0 and 1.</param>
    /// <param name="arePictures">Whether values have a range.</param>
    /// <param name="epsilon">The largest change of a value, 0 or more.</param>
    public PerturbationBall(IReadOnlyList<int> shape, InputPreparation? preparation, bool arePictures, float epsilon)
    {
        Shape = [.. shape];
        Length = shape.Aggregate(1, (product, size) => product * size);
        Channels = shape.Count > 1 ? shape[0] : 1;
        Plane = Length / Channels;
        Epsilon = epsilon;
        _low = [.. Enumerable.Repeat(float.NegativeInfinity, Channels)];
        _high = [.. Enumerable.Repeat(float.PositiveInfinity, Channels)];
        _unit = [.. Enumerable.Repeat(1f, Channels)];
        for (int c = 0; arePictures && c < Channels; c++)
        {
            float mean = preparation is null ? 0 : preparation.Mean[preparation.Mean.Count == 1 ? 0 : c];
            float deviation = preparation is null ? 1 : preparation.Deviation[preparation.Deviation.Count == 1 ? 0 : c];
            _low[c] = (0 - mean) / deviation;
            _high[c] = (1 - mean) / deviation;
            _unit[c] = 1 / deviation;
        }
    }

    /// <summary>The ball of a set of samples.</summary>
    public static PerturbationBall Of(ImageSet images, float epsilon) => new(images.Shape, images.Preparation, images.ArePictures, epsilon);

    /// <summary>The shape of a sample.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Values of a sample.</summary>
    public int Length { get; }

    /// <summary>Channels.</summary>
    public int Channels { get; }

    /// <summary>Values of a channel.</summary>
    public int Plane { get; }

    /// <summary>ε.</summary>
    public float Epsilon { get; }

    /// <summary>ε of a channel in units of the network's input.</summary>
    public float Radius(int channel) => Epsilon * _unit[channel];

    /// <summary>A change in units of ε as one of a channel's input.</summary>
    public float Unit(int channel) => _unit[channel];

    /// <summary>The least value of a channel.</summary>
    public float Low(int channel) => _low[channel];

    /// <summary>The largest value of a channel.</summary>
    public float High(int channel) => _high[channel];

    /// <summary>The value of the ball that is nearest to one.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="clean">The sample's own value.</param>
    /// <param name="value">The value.</param>
    public float Project(int channel, float clean, float value)
    {
        float radius = Radius(channel);
        return Math.Clamp(Math.Clamp(value, clean - radius, clean + radius), _low[channel], _high[channel]);
    }
}
