using static System.FormattableString;

namespace EdgeNet.Training.Robustness;

/// <summary>A Gaussian blur.</summary>
/// <param name="Deviation">The deviation in pixels, above 0.</param>
public sealed record BlurCorruption(float Deviation) : Corruption
{
    /// <inheritdoc/>
    public override string Family => "blur";

    /// <inheritdoc/>
    public override string Text => Invariant($"σ {Deviation:0.##} px");

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        canvas.Blur(Deviation);
    }
}
