namespace EdgeNet.Training.Robustness;

/// <summary>
/// Glass blur of MNIST-C (N. Mu, J. Gilmer 2019): a blur of 0.7 pixels, half of the pixels swapped with a neighbor, twice, and the blur
/// again.
/// </summary>
public sealed record GlassBlurCorruption : Corruption
{
    /// <inheritdoc/>
    public override string Family => "MNIST-C";

    /// <inheritdoc/>
    public override string Text => "glass blur";

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        int unit = canvas.Unit;
        canvas.Blur(0.7f * unit);
        for (int pass = 0; pass < 2; pass++)
        {
            for (int y = canvas.Height - 1; y > unit; y--)
            {
                for (int x = canvas.Width - 1; x > unit; x--)
                {
                    if (random.Next(2) == 0) continue;
                    int otherX = x - random.Next(unit + 1), otherY = y - random.Next(unit + 1);
                    Swap(canvas, y * canvas.Width + x, otherY * canvas.Width + otherX);
                }
            }
        }

        canvas.Blur(0.7f * unit);
    }

    private static void Swap(Corruptions.SampleCanvas canvas, int a, int b)
    {
        for (int c = 0; c < canvas.Channels; c++)
        {
            Span<float> plane = canvas.Channel(c);
            (plane[a], plane[b]) = (plane[b], plane[a]);
        }
    }
}
