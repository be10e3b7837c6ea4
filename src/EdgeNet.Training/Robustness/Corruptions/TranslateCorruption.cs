namespace EdgeNet.Training.Robustness;

/// <summary>Translate of MNIST-C (N. Mu, J. Gilmer 2019): by three pixels on both axes, to sides that are drawn.</summary>
public sealed record TranslateCorruption : Corruption
{
    /// <inheritdoc/>
    public override string Family => "MNIST-C";

    /// <inheritdoc/>
    public override string Text => "translate";

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        int dx = random.Next(2) == 0 ? 3 * canvas.Unit : -3 * canvas.Unit, dy = random.Next(2) == 0 ? 3 * canvas.Unit : -3 * canvas.Unit;
        canvas.Warp((x, y) => (x + dx, y + dy));
    }
}
