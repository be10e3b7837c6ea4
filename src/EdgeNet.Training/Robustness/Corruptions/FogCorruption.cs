namespace EdgeNet.Training.Robustness;

/// <summary>Fog of MNIST-C (N. Mu, J. Gilmer 2019): three times a plasma fractal is added, and the sum brought back to the range.</summary>
public sealed record FogCorruption : Corruption
{
    /// <inheritdoc/>
    public override string Family => "MNIST-C";

    /// <inheritdoc/>
    public override string Text => "fog";

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        const float Density = 3;
        float[] fog = Corruptions.PlasmaFractal.Draw(canvas.Width, canvas.Height, decay: 1.4f, ref random);
        float most = canvas.Values.Max();
        for (int i = 0; i < canvas.Values.Length; i++)
            canvas.Values[i] = (canvas.Values[i] + Density * fog[i % canvas.Plane]) * most / (most + Density);
    }
}
