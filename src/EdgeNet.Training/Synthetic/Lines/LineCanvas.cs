using System.Numerics;

namespace EdgeNet.Training.Synthetic.Lines;

/// <summary>A strip of ink, 0 paper to 1 full, on which a line and what surrounds it are drawn: each pixel keeps the larger value.</summary>
internal sealed class LineCanvas
{
    private readonly List<Vector2[]> _one = [[default, default]];

    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public LineCanvas(int width, int height)
    {
        Width = width;
        Height = height;
        Ink = new float[width * height];
        Scratch = new float[width * height];
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The values, row by row.</summary>
    public float[] Ink { get; }

    /// <summary>As many values, for whoever needs them for a moment.</summary>
    public float[] Scratch { get; }

    /// <summary>Draws polylines with a round pen of some blackness.</summary>
    /// <param name="lines">The polylines.</param>
    /// <param name="scale">Pixels a unit.</param>
    /// <param name="origin">Where (0, 0) lies.</param>
    /// <param name="pen">The pen's width, in pixels.</param>
    /// <param name="ink">How black, 0 to 1.</param>
    public void Strokes(List<Vector2[]> lines, float scale, Vector2 origin, float pen, float ink)
    {
        if (ink >= 0.999f)
        {
            StrokeRaster.Draw(lines, scale, origin, pen / 2, 1.2f, Ink, Width);
            return;
        }

        Array.Clear(Scratch);
        StrokeRaster.Draw(lines, scale, origin, pen / 2, 1.2f, Scratch, Width);
        Join(ink);
    }

    /// <summary>Draws a straight line.</summary>
    public void Line(float x0, float y0, float x1, float y1, float pen, float ink)
    {
        _one[0][0] = new Vector2(x0, y0);
        _one[0][1] = new Vector2(x1, y1);
        Strokes(_one, 1, default, pen, ink);
    }

    /// <summary>Draws a picture of a character: its box goes to a slanted box of the strip.</summary>
    /// <param name="pixels">The picture, ink 1.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="box">The box around its ink.</param>
    /// <param name="place">Where it goes.</param>
    /// <param name="ink">How black.</param>
    public void Picture(ReadOnlySpan<float> pixels, int columns, in Box box, in Placement place, float ink)
    {
        int rows = pixels.Length / columns;
        (float left, float bottom, float width, float height, float slant, float lift) = place;
        float lean = Math.Abs(slant) * height / 2 + 2;
        int x0 = Math.Max(0, (int)(left - lean)), x1 = Math.Min(Width - 1, (int)(left + width + lean) + 1);
        int y0 = Math.Max(0, (int)(bottom - height - 2)), y1 = Math.Min(Height - 1, (int)bottom + 2);
        float scaleX = (box.Right - box.Left) / width, scaleY = (box.Bottom - box.Top) / height;
        for (int y = y0; y <= y1; y++)
        {
            float shift = slant * (bottom - height / 2 - (y + 0.5f));
            for (int x = x0; x <= x1; x++)
            {
                float u = box.Left + (x + 0.5f - left - shift) * scaleX - 0.5f;
                float v = box.Top + (y + 0.5f + lift * (x + 0.5f - left - width / 2) - (bottom - height)) * scaleY - 0.5f;
                int column = (int)MathF.Floor(u), row = (int)MathF.Floor(v);
                if (column < -1 || row < -1 || column >= columns || row >= rows) continue;
                float fx = u - column, fy = v - row;
                float value = (1 - fy) * ((1 - fx) * At(pixels, columns, column, row) + fx * At(pixels, columns, column + 1, row))
                    + fy * ((1 - fx) * At(pixels, columns, column, row + 1) + fx * At(pixels, columns, column + 1, row + 1));
                ref float pixel = ref Ink[y * Width + x];
                pixel = Math.Max(pixel, ink * value);
            }
        }
    }

    /// <summary>
    /// Bends what is drawn by smooth waves, as no two letters of a hand are alike: P. Simard et al., "Best practices for convolutional
    /// neural networks applied to visual document analysis", ICDAR 2003, who bend by smoothed noise. The pen presses more here and less
    /// there.
    /// </summary>
    /// <param name="random">The generator.</param>
    /// <param name="height">The height of a digit, in pixels.</param>
    public void Bend(ref SampleRandom random, float height)
    {
        Span<Wave> waves = [Draw(ref random), Draw(ref random), Draw(ref random), Draw(ref random)];
        Wave press = Draw(ref random) with { Size = random.Next(2) == 0 ? 0 : random.NextSingle(0, 0.25f) };
        Ink.CopyTo(Scratch, 0);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                float u = x + waves[0].At(x, y) + waves[1].At(x, y), v = y + waves[2].At(x, y) + waves[3].At(x, y);
                int left = (int)MathF.Floor(u), top = (int)MathF.Floor(v);
                float across = u - left, down = v - top;
                float above = (1 - across) * InkAt(left, top) + across * InkAt(left + 1, top);
                float below = (1 - across) * InkAt(left, top + 1) + across * InkAt(left + 1, top + 1);
                Ink[y * Width + x] = ((1 - down) * above + down * below) * (1 - press.Size + press.At(x, y));
            }
        }

        Wave Draw(ref SampleRandom random)
        {
            float angle = random.NextSingle(0, MathF.PI), length = height * random.NextSingle(0.6f, 2.5f);
            var way = new Vector2(MathF.Cos(angle), MathF.Sin(angle)) * (2 * MathF.PI / length);
            return new Wave(way, random.NextSingle(0, 6.3f), 0.05f * height * random.NextSingle());
        }
    }

    private float InkAt(int x, int y) => (uint)x < (uint)Width && (uint)y < (uint)Height ? Scratch[y * Width + x] : 0;

    /// <summary>Turns the strip by 180°.</summary>
    public void Turn() => Array.Reverse(Ink);

    private void Join(float ink)
    {
        for (int i = 0; i < Ink.Length; i++)
            Ink[i] = Math.Max(Ink[i], ink * Scratch[i]);
    }

    private static float At(ReadOnlySpan<float> pixels, int columns, int column, int row) =>
        (uint)column < (uint)columns && (uint)(row * columns + column) < (uint)pixels.Length ? pixels[row * columns + column] : 0;

    private readonly record struct Wave(Vector2 Way, float Phase, float Size)
    {
        public float At(int x, int y) => Size * MathF.Sin(Phase + Way.X * x + Way.Y * y);
    }

    /// <summary>Where a picture goes on the strip.</summary>
    /// <param name="Left">The left edge, at half the height.</param>
    /// <param name="Bottom">The lower edge.</param>
    /// <param name="Width">The width.</param>
    /// <param name="Height">The height.</param>
    /// <param name="Slant">Columns to the right for each row upwards, added to the picture's own.</param>
    /// <param name="Lift">Rows upwards for each column to the right.</param>
    internal readonly record struct Placement(float Left, float Bottom, float Width, float Height, float Slant, float Lift);

    /// <summary>A box of a picture; right and bottom lie behind it.</summary>
    internal readonly record struct Box(float Left, float Top, float Right, float Bottom);
}
