namespace EdgeNet.Training.Robustness;

/// <summary>Shear of MNIST-C (N. Mu, J. Gilmer 2019): by 0.4 radians to a side that is drawn, as scikit-image defines it.</summary>
public sealed record ShearCorruption : Corruption
{
    /// <inheritdoc/>
    public override string Family => "MNIST-C";

    /// <inheritdoc/>
    public override string Text => "shear";

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        (float sin, float cos) = MathF.SinCos(random.Next(2) == 0 ? 0.4f : -0.4f);
        canvas.Warp((x, y) => (x - sin * y, cos * y));
    }
}
