namespace EdgeNet.Training.Robustness;

/// <summary>
/// Spatter of MNIST-C (N. Mu, J. Gilmer 2019): drops of mud of a quarter of white, where smoothed noise of a mean of 0.65 is above 0.65.
/// </summary>
public sealed record SpatterCorruption : Corruption
{
    /// <inheritdoc/>
    public override string Family => "MNIST-C";

    /// <inheritdoc/>
    public override string Text => "spatter";

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        const float Mud = 63 / 255f;
        float[] mud = new float[canvas.Plane];
        foreach (ref float value in mud.AsSpan()) value = 0.65f + 0.3f * random.NextGaussian();
        canvas.Blur(mud, canvas.Unit);
        foreach (ref float value in mud.AsSpan()) value = value > 0.65f ? 1 : 0;
        canvas.Blur(mud, 1.5f * canvas.Unit);
        for (int i = 0; i < canvas.Values.Length; i++)
        {
            float cover = mud[i % canvas.Plane];
            if (cover >= 0.8f) canvas.Values[i] = canvas.Values[i] * (1 - cover) + Mud * cover;
        }
    }
}
