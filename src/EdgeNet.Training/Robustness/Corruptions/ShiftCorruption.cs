using static System.FormattableString;

namespace EdgeNet.Training.Robustness;

/// <summary>The picture shifted on both axes by distances drawn uniformly from both sides.</summary>
/// <param name="Share">The largest distance as a share of the side.</param>
public sealed record ShiftCorruption(float Share) : Corruption
{
    /// <inheritdoc/>
    public override string Family => "shift";

    /// <inheritdoc/>
    public override string Text => Invariant($"within ±{100 * Share:0.#} % of the side");

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        float dx = Share * canvas.Width * random.NextSingle(-1, 1), dy = Share * canvas.Height * random.NextSingle(-1, 1);
        canvas.Warp((x, y) => (x - dx, y - dy));
    }
}
