using static System.FormattableString;

namespace EdgeNet.Training.Robustness;

/// <summary>All values multiplied.</summary>
/// <param name="Factor">The factor.</param>
public sealed record AmplitudeCorruption(float Factor) : Corruption
{
    /// <inheritdoc/>
    public override string Family => "amplitude";

    /// <inheritdoc/>
    public override string Text => Invariant($"{100 * Factor:0.#} %");

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        canvas.Map(value => value * Factor);
    }
}
