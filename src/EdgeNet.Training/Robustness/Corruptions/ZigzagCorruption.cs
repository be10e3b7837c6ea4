namespace EdgeNet.Training.Robustness;

/// <summary>Zigzag of MNIST-C (N. Mu, J. Gilmer 2019): a bright zigzag from side to side, with teeth of two pixels.</summary>
public sealed record ZigzagCorruption : Corruption
{
    /// <inheritdoc/>
    public override string Family => "MNIST-C";

    /// <inheritdoc/>
    public override string Text => "zigzag";

    /// <inheritdoc/>
    internal override void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random)
    {
        int unit = canvas.Unit;
        float tooth = 2 * unit, left = 2 * unit, right = canvas.Width - 3 * unit;
        float top = random.Next(canvas.Height - 1), slope = (random.Next(10 * unit) - 5 * unit) / (right - left);
        float angle = MathF.Atan(slope), length = (right - left) / MathF.Cos(angle);
        (float sin, float cos) = MathF.SinCos(angle);
        (float X, float Y) before = At(0, 0);
        for (int i = 0; (2 * i + 1) * tooth <= length; i++)
        {
            (float X, float Y) next = At((2 * i + 1) * tooth, i % 2 == 0 ? tooth : -tooth);
            Corruptions.BrightLine.Add(canvas, before, next);
            before = next;
        }

        Corruptions.BrightLine.Add(canvas, before, At(length, 0));

        (float X, float Y) At(float along, float across) => (left + cos * along - sin * across, top + sin * along + cos * across);
    }
}
