namespace EdgeNet.Training.Synthetic.Lines;

/// <summary>Strips cut out of real pictures, each with the digits on it: they are learnt from beside drawn ones, moved and bent a little each time.</summary>
public sealed class LabelledLines
{
    private const int HoldOutStep = 10;
    private const int Length = LineWriter.FullWidth * LineWriter.Height;

    private readonly List<byte[]> _strips = [];
    private readonly List<byte[]> _targets = [];
    private readonly List<int> _widths = [];

    /// <summary>Strips.</summary>
    public int Count => _strips.Count;

    /// <summary>Adds a strip.</summary>
    /// <param name="strip">32×256 values, ink 1 and paper 0.</param>
    /// <param name="digits">The digits on it, from left to right.</param>
    /// <exception cref="TrainingException">The strip has another size, or there are other characters or too many.</exception>
    public void Add(ReadOnlySpan<float> strip, string digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        if (strip.Length != Length)
            throw new TrainingException($"A strip has {Length} values, found {strip.Length}.");
        if (digits.Length > LineWriter.FullWidth / 8 || !digits.All(char.IsAsciiDigit))
            throw new TrainingException($"A strip is labelled with at most {LineWriter.FullWidth / 8} digits, found '{Safety.PlainText.Shorten(digits, 60)}'.");
        byte[] bytes = new byte[Length];
        for (int i = 0; i < Length; i++)
            bytes[i] = (byte)MathF.Round(255 * Math.Clamp(strip[i], 0, 1));
        int least = LineWriter.FullWidth, most = 0;
        for (int i = 0; i < Length; i++)
        {
            if (strip[i] < 0.3f) continue;
            least = Math.Min(least, i % LineWriter.FullWidth);
            most = Math.Max(most, i % LineWriter.FullWidth);
        }

        _strips.Add(bytes);
        // As columns to both sides of the middle, which a narrower strip keeps.
        _widths.Add(2 * Math.Max(0, Math.Max(LineWriter.FullWidth / 2 - least, most - LineWriter.FullWidth / 2)));
        _targets.Add([.. digits.Select(c => (byte)(c - '0'))]);
    }

    /// <summary>Parts the strips: every tenth one is held out.</summary>
    internal (LabelledLines Train, LabelledLines Held) HoldOut()
    {
        var train = new LabelledLines();
        var held = new LabelledLines();
        for (int i = 0; i < Count; i++)
        {
            LabelledLines part = i % HoldOutStep == HoldOutStep - 1 ? held : train;
            part._strips.Add(_strips[i]);
            part._targets.Add(_targets[i]);
            part._widths.Add(_widths[i]);
        }

        return (train, held);
    }

    /// <summary>Whether all ink of a strip is within a narrower one around its middle.</summary>
    internal bool Fits(int index, int width) => width >= LineWriter.FullWidth || _widths[index] <= width - 8;

    /// <summary>The digits of a strip, as symbols.</summary>
    internal byte[] Target(int index) => _targets[index];

    /// <summary>Writes a strip, moved, scaled, slanted and lit a little otherwise.</summary>
    /// <param name="index">The strip.</param>
    /// <param name="random">The generator.</param>
    /// <param name="strip">Receives 32 rows of the middle columns.</param>
    internal void Draw(int index, ref SampleRandom random, Span<float> strip)
    {
        ReadOnlySpan<byte> source = _strips[index];
        float scaleX = MathF.Exp(0.1f * random.NextGaussian()), scaleY = MathF.Exp(0.08f * random.NextGaussian());
        float slant = 0.12f * random.NextGaussian(), tilt = 0.012f * random.NextGaussian();
        float shiftX = 5 * random.NextGaussian(), shiftY = 1.2f * random.NextGaussian();
        float swing = 0.7f * random.NextGaussian(), period = random.NextSingle(25, 90), phase = random.NextSingle(0, 6.3f);
        float gain = random.NextSingle(0.85f, 1.2f), noise = random.Next(2) == 0 ? 0 : 0.06f * random.NextSingle();
        const float MiddleX = LineWriter.FullWidth / 2f, MiddleY = LineWriter.Height / 2f;
        int width = strip.Length / LineWriter.Height;
        for (int y = 0; y < LineWriter.Height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                float dx = x - width / 2f - shiftX, dy = y - MiddleY - shiftY;
                float u = MiddleX + (dx + slant * dy) / scaleX;
                float v = MiddleY + (dy + tilt * dx) / scaleY + swing * MathF.Sin(phase + 2 * MathF.PI * x / period);
                float value = gain * Sample(source, u, v);
                if (noise > 0) value += noise * random.NextGaussian();
                strip[y * width + x] = Math.Clamp(value, 0, 1);
            }
        }
    }

    private static float Sample(ReadOnlySpan<byte> source, float u, float v)
    {
        int x = (int)MathF.Floor(u), y = (int)MathF.Floor(v);
        if (x < -1 || y < -1 || x >= LineWriter.FullWidth || y >= LineWriter.Height) return 0;
        float fx = u - x, fy = v - y;
        float above = (1 - fx) * At(source, x, y) + fx * At(source, x + 1, y);
        float below = (1 - fx) * At(source, x, y + 1) + fx * At(source, x + 1, y + 1);
        return ((1 - fy) * above + fy * below) / 255;
    }

    private static float At(ReadOnlySpan<byte> source, int x, int y) =>
        (uint)x < LineWriter.FullWidth && (uint)y < LineWriter.Height ? source[y * LineWriter.FullWidth + x] : 0;
}
