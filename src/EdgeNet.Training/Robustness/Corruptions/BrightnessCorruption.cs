namespace EdgeNet.Training.Robustness;

/// <summary>Brightness of MNIST-C (N. Mu, J. Gilmer 2019): 0.5 is added to every value.</summary>
public sealed record BrightnessCorruption : Corruption
{
    /// <inheritdoc/>
    public override string Family => "MNIST-C";

    /// <inheritdoc/>
    public override string Text => "brightness";

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        canvas.Map(value => value + 0.5f);
    }
}
