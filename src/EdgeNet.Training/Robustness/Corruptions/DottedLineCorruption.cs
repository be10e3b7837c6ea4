namespace EdgeNet.Training.Robustness;

/// <summary>
/// Dotted line of MNIST-C (N. Mu, J. Gilmer 2019): a bright line from side to side, of which every other two columns are there.
/// </summary>
public sealed record DottedLineCorruption : Corruption
{
    /// <inheritdoc/>
    public override string Family => "MNIST-C";

    /// <inheritdoc/>
    public override string Text => "dotted line";

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        int unit = canvas.Unit, last = canvas.Width - 1;
        float from = random.Next(canvas.Height - 1), to = random.Next(canvas.Height - 1);
        Corruptions.BrightLine.Add(canvas, (0, from), (last, to), x => x / (2 * unit) % 2 == 1);
    }
}
