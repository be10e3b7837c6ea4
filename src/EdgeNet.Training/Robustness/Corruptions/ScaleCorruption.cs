using static System.FormattableString;

namespace EdgeNet.Training.Robustness;

/// <summary>The picture made smaller or larger about its center.</summary>
/// <param name="Factor">The new size as a share of the old one.</param>
public sealed record ScaleCorruption(float Factor) : Corruption
{
    /// <inheritdoc/>
    public override string Family => "scale";

    /// <inheritdoc/>
    public override string Text => Invariant($"to {100 * Factor:0.#} %");

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        canvas.Warp((x, y) => (x / Factor, y / Factor));
    }
}
