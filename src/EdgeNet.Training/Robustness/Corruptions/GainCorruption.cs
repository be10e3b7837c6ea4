using static System.FormattableString;

namespace EdgeNet.Training.Robustness;

/// <summary>All values multiplied: pale or strong ink, or a picture that is exposed too little or too much.</summary>
/// <param name="Gain">The factor.</param>
public sealed record GainCorruption(float Gain) : Corruption
{
    /// <inheritdoc/>
    public override string Family => "lighting";

    /// <inheritdoc/>
    public override string Text => Invariant($"gain {Gain:0.##}");

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        canvas.Map(value => value * Gain);
    }
}
