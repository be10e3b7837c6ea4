using static System.FormattableString;

namespace EdgeNet.Training.Robustness;

/// <summary>
/// The picture turned about its center: by an angle drawn uniformly from both sides, or by the angle itself to a side that is drawn.
/// </summary>
/// <param name="Degrees">The angle, or the largest one.</param>
/// <param name="IsFixed">Whether every picture is turned by the whole angle.</param>
public sealed record RotationCorruption(float Degrees, bool IsFixed) : Corruption
{
    /// <inheritdoc/>
    public override string Family => "rotation";

    /// <inheritdoc/>
    public override string Text => IsFixed ? Invariant($"by {Degrees}° either way") : Invariant($"within ±{Degrees}°");

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        float share = IsFixed ? random.Next(2) * 2 - 1 : random.NextSingle(-1, 1);
        (float sin, float cos) = MathF.SinCos(Degrees * share * MathF.PI / 180);
        canvas.Warp((x, y) => (cos * x - sin * y, sin * x + cos * y));
    }
}
