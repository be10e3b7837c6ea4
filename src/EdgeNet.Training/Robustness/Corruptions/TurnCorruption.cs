namespace EdgeNet.Training.Robustness;

/// <summary>Rotate of MNIST-C (N. Mu, J. Gilmer 2019): by 0.4 radians, 23°, to a side that is drawn.</summary>
public sealed record TurnCorruption : Corruption
{
    /// <inheritdoc/>
    public override string Family => "MNIST-C";

    /// <inheritdoc/>
    public override string Text => "rotate";

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        (float sin, float cos) = MathF.SinCos(random.Next(2) == 0 ? 0.4f : -0.4f);
        canvas.Warp((x, y) => (cos * x - sin * y, sin * x + cos * y));
    }
}
