using static System.FormattableString;

namespace EdgeNet.Training.Robustness;

/// <summary>
/// Light that falls off across the picture in a direction that is drawn, as a lamp at one side makes it. Paper gets dark with it.
/// </summary>
/// <param name="Depth">How much light the darkest corner lacks, 0 to 1.</param>
public sealed record LightingCorruption(float Depth) : Corruption
{
    /// <inheritdoc/>
    public override string Family => "lighting";

    /// <inheritdoc/>
    public override string Text => Invariant($"falls off to {100 * (1 - Depth):0.#} %");

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        (float sin, float cos) = MathF.SinCos(2 * MathF.PI * random.NextSingle());
        float reach = Math.Abs(cos) * (canvas.Width - 1) / 2 + Math.Abs(sin) * (canvas.Height - 1) / 2;
        for (int y = 0, i = 0; y < canvas.Height; y++)
        {
            for (int x = 0; x < canvas.Width; x++, i++)
            {
                float along = (cos * (x - (canvas.Width - 1) / 2f) + sin * (y - (canvas.Height - 1) / 2f)) / Math.Max(reach, 1);
                float light = 1 - Depth * (1 + along) / 2;
                for (int c = 0; c < canvas.Channels; c++)
                {
                    ref float value = ref canvas.Values[c * canvas.Plane + i];
                    value = canvas.IsInk ? 1 - (1 - value) * light : value * light;
                }
            }
        }
    }
}
