using static System.FormattableString;

namespace EdgeNet.Training.Robustness;

/// <summary>Gaussian noise on every value.</summary>
/// <param name="Deviation">The deviation: of pictures in units of their range, of numbers in units of the network's input.</param>
public sealed record NoiseCorruption(float Deviation) : Corruption
{
    /// <inheritdoc/>
    public override string Family => "noise";

    /// <inheritdoc/>
    public override string Text => Invariant($"Gaussian, σ {Deviation:0.##}");

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        foreach (ref float value in canvas.Values.AsSpan()) value += Deviation * random.NextGaussian();
    }
}
