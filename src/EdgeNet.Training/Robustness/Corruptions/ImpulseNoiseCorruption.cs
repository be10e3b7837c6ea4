namespace EdgeNet.Training.Robustness;

/// <summary>Impulse noise of MNIST-C (N. Mu, J. Gilmer 2019): 17 % of the values become black or white, half of them each.</summary>
public sealed record ImpulseNoiseCorruption : Corruption
{
    /// <inheritdoc/>
    public override string Family => "MNIST-C";

    /// <inheritdoc/>
    public override string Text => "impulse noise";

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        foreach (ref float value in canvas.Values.AsSpan())
        {
            float drawn = random.NextSingle();
            if (drawn < 0.17f) value = drawn < 0.085f ? 1 : 0;
        }
    }
}
