using System.Numerics;
using EdgeNet.Training.Augmentation;

namespace EdgeNet.Training.Synthetic.Lines;

/// <summary>What is on the paper beside the writing: printed boxes, rules, guilloches, neighbouring lines, stamps, dirt; and the camera.</summary>
internal sealed class LineGround(LineCanvas canvas)
{
    private readonly List<Vector2[]> _arc = [new Vector2[25]];

    /// <summary>Draws what was printed around digits at known places.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="style">The line's style.</param>
    /// <param name="digits">The middle and the width of each digit.</param>
    public void Boxes(ref SampleRandom random, in LineStyle style, ReadOnlySpan<(float Middle, float Width)> digits)
    {
        if (digits.Length == 0) return;
        float pen = random.NextSingle(0.6f, 2), ink = random.NextSingle(0.15f, 1);
        float height = style.Height * random.NextSingle(1.1f, 1.6f);
        float half = style.Height * random.NextSingle(0.38f, 0.62f);
        float shift = 1.5f * random.NextGaussian();
        int kind = random.Next(4);
        for (int i = 0; i < digits.Length; i++)
        {
            float middle = digits[i].Middle;
            float bottom = Row(style, middle) + (height - style.Height) / 2 + shift;
            float top = bottom - height;
            float left = i > 0 && kind != 0 ? (middle + digits[i - 1].Middle) / 2 : middle - half;
            float right = i + 1 < digits.Length && kind != 0 ? (middle + digits[i + 1].Middle) / 2 : middle + half;
            canvas.Line(left, bottom, right, bottom, pen, ink);
            // A comb has no upper edge, and its teeth are short.
            float teeth = kind == 2 ? bottom - height * 0.35f : top;
            if (kind != 2) canvas.Line(left, top, right, top, pen, ink);
            if (kind != 3 || i == 0) canvas.Line(left, bottom, left, teeth, pen, ink);
            if (kind is 0 || i + 1 == digits.Length) canvas.Line(right, bottom, right, teeth, pen, ink);
        }
    }

    /// <summary>Draws rules, frames, neighbours and stamps.</summary>
    public void Surroundings(ref SampleRandom random, in LineStyle style)
    {
        float ink = random.NextSingle(0.2f, 1), pen = random.NextSingle(0.5f, 2);
        if (random.Next(4) == 0)
        {
            // An underline, a ruled line, or a line through the feet.
            float y = random.Next(3) == 0 ? random.NextSingle(-0.2f, 0.1f) : random.NextSingle(0, 0.25f);
            float left = random.Next(2) == 0 ? -2 : random.NextSingle(0, canvas.Width), right = random.Next(2) == 0 ? canvas.Width + 2 : random.NextSingle(left, canvas.Width);
            float lift = 0.6f * random.NextGaussian();
            canvas.Line(left, Row(style, left) + y * style.Height, right, Row(style, right) + y * style.Height + lift, pen, ink);
        }

        if (random.Next(12) == 0)
        {
            float y = random.NextSingle(-1, 6);
            canvas.Line(-2, y, canvas.Width + 2, y + random.NextGaussian(), pen, ink);
        }

        if (random.Next(12) == 0)
        {
            float x = random.Next(2) == 0 ? random.NextSingle(-1, 8) : random.NextSingle(canvas.Width - 9, canvas.Width);
            canvas.Line(x, -2, x + random.NextGaussian(), canvas.Height + 2, pen, ink);
        }

        if (random.Next(6) == 0) Neighbours(ref random, style);
        if (random.Next(14) == 0) Stamp(ref random);
        if (random.Next(10) == 0) Dirt(ref random);
    }

    /// <summary>Draws a guilloche or another fine pattern over all.</summary>
    public void Pattern(ref SampleRandom random)
    {
        int families = 1 + random.Next(3);
        for (int family = 0; family < families; family++)
        {
            float period = random.NextSingle(2.2f, 8), width = random.NextSingle(0.5f, 1.1f), ink = random.NextSingle(0.06f, 0.4f);
            float slope = random.Next(3) == 0 ? random.NextSingle(-1.2f, 1.2f) : random.NextSingle(-0.25f, 0.25f);
            float wave = random.NextSingle(0, 4), length = random.NextSingle(15, 120), phase = random.NextSingle(0, 7), start = random.NextSingle(0, period);
            float tilt = MathF.Sqrt(1 + slope * slope);
            for (int x = 0; x < canvas.Width; x++)
            {
                float at = start + slope * x + wave * MathF.Sin(2 * MathF.PI * x / length + phase);
                for (int y = 0; y < canvas.Height; y++)
                {
                    float rows = (y - at) / period;
                    float distance = Math.Abs(rows - MathF.Round(rows)) * period / tilt;
                    float value = ink * Math.Clamp(0.5f + width / 2 - distance, 0, 1);
                    ref float pixel = ref canvas.Ink[y * canvas.Width + x];
                    // Ink over print is a little blacker than either.
                    pixel = Math.Max(pixel, value) + 0.3f * Math.Min(pixel, value);
                }
            }
        }
    }

    /// <summary>Clears what lies outside a crop: the reader puts paper there.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="left">The column of the first symbol.</param>
    /// <param name="right">The column behind the last one.</param>
    public void Cut(ref SampleRandom random, float left, float right)
    {
        int first = Math.Max(0, (int)(left - random.NextSingle(0, 10)));
        int columns = Math.Min(canvas.Width, (int)(right + random.NextSingle(0, random.Next(2) == 0 ? 8 : 30)));
        int top = random.Next(2) * random.Next(4), bottom = canvas.Height - random.Next(2) * random.Next(4);
        for (int y = 0; y < canvas.Height; y++)
        {
            Span<float> row = canvas.Ink.AsSpan(y * canvas.Width, canvas.Width);
            row[..first].Clear();
            row[(y < top || y >= bottom ? 0 : columns)..].Clear();
        }
    }

    /// <summary>Light, lens and chip; values end in 0 to 1.</summary>
    public void Photograph(ref SampleRandom random, in LineStyle style)
    {
        float[] ink = canvas.Ink;
        // Small digits that are blurred as much as large ones are nobody's to read.
        float sharp = Math.Min(1, style.Height / 18);
        float blur = sharp * (random.Next(8) == 0 ? random.NextSingle(1, 1.7f) : random.NextSingle(0.25f, 1.15f));
        if (random.Next(4) > 0) GaussianBlur.Apply(ink, canvas.Scratch, canvas.Width, blur);
        float gain = random.NextSingle(0.8f, 1.25f), offset = random.Next(3) == 0 ? random.NextSingle(-0.06f, 0.12f) : 0;
        float fall = random.Next(3) == 0 ? random.NextSingle(-0.3f, 0.3f) : 0;
        float noise = random.Next(3) == 0 ? 0 : 0.09f * random.NextSingle() * random.NextSingle();
        bool grain = noise > 0;
        for (int i = 0; i < ink.Length; i++)
        {
            float across = (float)(i % canvas.Width) / canvas.Width - 0.5f;
            float value = ink[i] * gain * (1 + fall * across) + offset;
            if (grain) value += noise * (random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f) * 2;
            ink[i] = Math.Clamp(value, 0, 1);
        }
    }

    /// <summary>The baseline's row at a column.</summary>
    public static float Row(in LineStyle style, float x) => style.Baseline + style.Slope * x;

    private void Neighbours(ref SampleRandom random, in LineStyle style)
    {
        bool above = random.Next(2) == 0;
        float x = random.NextSingle(-10, 60);
        float offset = style.Height * random.NextSingle(1.05f, 1.5f) * (above ? -1 : 1);
        int letters = 2 + random.Next(12);
        for (int i = 0; i < letters && x < canvas.Width; i++)
        {
            List<Vector2[]> lines = random.Next(2) == 0
                ? DigitWriter.Write(random.Next(10), ref random)
                : DigitWriter.Write(LetterForms.Of(random.Next(LetterForms.Count)), ref random);
            (Vector2 min, Vector2 max) = StrokeRaster.Bounds(lines);
            float scale = style.Height * random.NextSingle(0.7f, 1.1f);
            canvas.Strokes(lines, scale, new Vector2(x - min.X * scale, Row(style, x) + offset - max.Y * scale), style.Pen, style.Ink);
            x += (max.X - min.X) * scale + style.Height * random.NextSingle(0.05f, 0.4f);
        }
    }

    private void Stamp(ref SampleRandom random)
    {
        float radius = random.NextSingle(18, 90), ink = random.NextSingle(0.15f, 0.6f), pen = random.NextSingle(0.7f, 2.5f);
        var centre = new Vector2(random.NextSingle(0, canvas.Width), random.NextSingle(-60, 92));
        for (int ring = 0; ring < 2; ring++, radius *= 0.85f)
        {
            for (int i = 0; i < _arc[0].Length; i++)
            {
                float angle = 2 * MathF.PI * i / (_arc[0].Length - 1);
                _arc[0][i] = centre + radius * new Vector2(MathF.Cos(angle), MathF.Sin(angle));
            }

            canvas.Strokes(_arc, 1, default, pen, ink);
        }
    }

    private void Dirt(ref SampleRandom random)
    {
        int specks = 1 + random.Next(12);
        for (int i = 0; i < specks; i++)
        {
            float x = random.NextSingle(0, canvas.Width), y = random.NextSingle(0, canvas.Height);
            canvas.Line(x, y, x + 2 * random.NextGaussian(), y + 2 * random.NextGaussian(), random.NextSingle(0.4f, 1.6f), random.NextSingle(0.2f, 0.8f));
        }
    }
}
