using static System.FormattableString;

namespace EdgeNet.Training.Robustness;

/// <summary>Each channel brought nearer to its mean.</summary>
/// <param name="Factor">The contrast that is left, 0 to 1.</param>
public sealed record ContrastCorruption(float Factor) : Corruption
{
    /// <inheritdoc/>
    public override string Family => "contrast";

    /// <inheritdoc/>
    public override string Text => Invariant($"{100 * Factor:0.#} %");

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        for (int c = 0; c < canvas.Channels; c++)
        {
            float mean = 0;
            foreach (float value in canvas.Channel(c)) mean += value / canvas.Plane;
            foreach (ref float value in canvas.Channel(c)) value = mean + Factor * (value - mean);
        }
    }
}
