using static System.FormattableString;

namespace EdgeNet.Training.Robustness;

/// <summary>A square at a place that is drawn, of the grey between black and white.</summary>
/// <param name="Share">The square's side as a share of the picture's.</param>
public sealed record OcclusionCorruption(float Share) : Corruption
{
    /// <inheritdoc/>
    public override string Family => "occlusion";

    /// <inheritdoc/>
    public override string Text => Invariant($"square of {100 * Share:0.#} % of the side");

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        int height = (int)MathF.Round(Share * canvas.Height), width = (int)MathF.Round(Share * canvas.Width);
        int top = random.Next(canvas.Height - height + 1), left = random.Next(canvas.Width - width + 1);
        for (int c = 0; c < canvas.Channels; c++)
            for (int y = top; y < top + height; y++)
                canvas.Channel(c).Slice(y * canvas.Width + left, width).Fill(0.5f);
    }
}
