namespace EdgeNet.Training.Robustness;

/// <summary>Stripe of MNIST-C (N. Mu, J. Gilmer 2019): the left and the right quarter are inverted.</summary>
public sealed record StripeCorruption : Corruption
{
    /// <inheritdoc/>
    public override string Family => "MNIST-C";

    /// <inheritdoc/>
    public override string Text => "stripe";

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        int quarter = canvas.Width / 4;
        for (int i = 0; i < canvas.Values.Length; i++)
            if (i % canvas.Width < quarter || i % canvas.Width >= canvas.Width - quarter) canvas.Values[i] = 1 - canvas.Values[i];
    }
}
