using static System.FormattableString;

namespace EdgeNet.Training.Robustness;

/// <summary>A stretch of the first axis, at a place that is drawn, becomes the mean of its channel.</summary>
/// <param name="Share">The length of the stretch as a share of the axis.</param>
public sealed record MaskCorruption(float Share) : Corruption
{
    /// <inheritdoc/>
    public override string Family => "masking";

    /// <inheritdoc/>
    public override string Text => Invariant($"{100 * Share:0.#} % of the length");

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        int size = canvas.Spatial[0], stride = canvas.Plane / size, length = (int)MathF.Round(Share * size);
        int first = random.Next(size - length + 1);
        for (int c = 0; c < canvas.Channels; c++)
        {
            float mean = 0;
            foreach (float value in canvas.Channel(c)) mean += value / canvas.Plane;
            canvas.Channel(c).Slice(first * stride, length * stride).Fill(mean);
        }
    }
}
