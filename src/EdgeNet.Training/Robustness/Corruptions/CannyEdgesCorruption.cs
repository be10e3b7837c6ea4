namespace EdgeNet.Training.Robustness;

/// <summary>
/// Canny edges of MNIST-C (N. Mu, J. Gilmer 2019): where Canny's detector (1986) finds an edge the picture is white, else black.
/// </summary>
public sealed record CannyEdgesCorruption : Corruption
{
    /// <inheritdoc/>
    public override string Family => "MNIST-C";

    /// <inheritdoc/>
    public override string Text => "canny edges";

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        for (int c = 0; c < canvas.Channels; c++)
        {
            canvas.Blur(canvas.Channel(c), canvas.Unit);
            Corruptions.CannyDetector.Replace(canvas.Channel(c), canvas.Width);
        }
    }
}
