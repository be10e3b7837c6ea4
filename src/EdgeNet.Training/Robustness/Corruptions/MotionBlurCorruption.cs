namespace EdgeNet.Training.Robustness;

/// <summary>
/// Motion blur of MNIST-C (N. Mu, J. Gilmer 2019): half a Gaussian of a deviation of 3 and a reach of 20 pixels, in a direction drawn
/// within ±45°.
/// </summary>
public sealed record MotionBlurCorruption : Corruption
{
    /// <inheritdoc/>
    public override string Family => "MNIST-C";

    /// <inheritdoc/>
    public override string Text => "motion blur";

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        const int Reach = 21;
        const float Deviation = 3;
        (float sin, float cos) = MathF.SinCos(random.NextSingle(-45, 45) * MathF.PI / 180);
        float[] from = canvas.Copy();
        int unit = canvas.Unit;
        canvas.Values.AsSpan().Clear();
        float whole = 0;
        for (int k = 0; k < Reach * unit; k++)
        {
            float weight = MathF.Exp(-k * k / (2 * Deviation * Deviation * unit * unit));
            whole += weight;
            // The border goes on with its pixels, as ImageMagick has it.
            int dx = (int)MathF.Ceiling(k * cos - 0.5f), dy = (int)MathF.Ceiling(k * sin - 0.5f);
            for (int i = 0; i < canvas.Plane; i++)
            {
                int x = Math.Clamp(i % canvas.Width + dx, 0, canvas.Width - 1), y = Math.Clamp(i / canvas.Width + dy, 0, canvas.Height - 1);
                for (int c = 0; c < canvas.Channels; c++)
                    canvas.Values[c * canvas.Plane + i] += weight * from[c * canvas.Plane + y * canvas.Width + x];
            }
        }

        canvas.Map(value => value / whole);
    }
}
