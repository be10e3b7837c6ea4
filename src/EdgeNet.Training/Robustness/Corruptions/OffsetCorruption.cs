using static System.FormattableString;

namespace EdgeNet.Training.Robustness;

/// <summary>The sample moved along its axes by whole steps, to sides that are drawn; its ends go on.</summary>
/// <param name="Share">The distance as a share of each axis.</param>
public sealed record OffsetCorruption(float Share) : Corruption
{
    /// <inheritdoc/>
    public override string Family => "shift";

    /// <inheritdoc/>
    public override string Text => Invariant($"by {100 * Share:0.#} % of the size either way");

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        float[] from = canvas.Copy();
        int[] moved = [.. canvas.Spatial];
        for (int axis = 0; axis < moved.Length; axis++)
            moved[axis] = (int)MathF.Round(Share * canvas.Spatial[axis]) * (random.Next(2) * 2 - 1);
        for (int i = 0; i < canvas.Plane; i++)
        {
            int source = 0;
            for (int axis = canvas.Spatial.Length - 1, rest = i, stride = 1; axis >= 0; axis--)
            {
                int size = canvas.Spatial[axis];
                source += Math.Clamp(rest % size - moved[axis], 0, size - 1) * stride;
                rest /= size;
                stride *= size;
            }

            for (int c = 0; c < canvas.Channels; c++) canvas.Values[c * canvas.Plane + i] = from[c * canvas.Plane + source];
        }
    }
}
