namespace EdgeNet.Training.Robustness;

/// <summary>Shot noise of MNIST-C (N. Mu, J. Gilmer 2019): Poisson counts of three photons for white.</summary>
public sealed record ShotNoiseCorruption : Corruption
{
    /// <inheritdoc/>
    public override string Family => "MNIST-C";

    /// <inheritdoc/>
    public override string Text => "shot noise";

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        foreach (ref float value in canvas.Values.AsSpan()) value = Count(value * Photons, ref random) / (float)Photons;
    }

    private const int Photons = 3;

    /// <summary>A Poisson number, by Knuth's products of uniform ones.</summary>
    private static int Count(float mean, ref SampleRandom random)
    {
        float limit = MathF.Exp(-mean), product = 1 - random.NextSingle();
        int count = 0;
        for (; product > limit; count++) product *= 1 - random.NextSingle();
        return count;
    }
}
