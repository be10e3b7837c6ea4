namespace EdgeNet.Training.Robustness;

/// <summary>Scale of MNIST-C (N. Mu, J. Gilmer 2019): the picture at 70 % of its size.</summary>
public sealed record ShrinkCorruption : Corruption
{
    /// <inheritdoc/>
    public override string Family => "MNIST-C";

    /// <inheritdoc/>
    public override string Text => "scale";

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        canvas.Warp((x, y) => (x / 0.7f, y / 0.7f));
    }
}
