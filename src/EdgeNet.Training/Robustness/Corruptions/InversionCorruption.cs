namespace EdgeNet.Training.Robustness;

/// <summary>Black for white and white for black.</summary>
public sealed record InversionCorruption : Corruption
{
    /// <inheritdoc/>
    public override string Family => "polarity";

    /// <inheritdoc/>
    public override string Text => "inverted";

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        canvas.Map(value => 1 - value);
    }
}
