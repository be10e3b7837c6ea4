using System.Numerics;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Training.Synthetic;

/// <summary>
/// Draws an envelope as a camera sees it: paper under uneven light, printed address lines, a ZIP code by hand below them, a little
/// blur and noise. All of it comes from this project; no picture of anybody's hand is in it.
/// </summary>
public static class SyntheticEnvelope
{
    /// <summary>Columns of a scene.</summary>
    public const int Width = 640;

    /// <summary>Rows of a scene.</summary>
    public const int Height = 480;

    private static readonly string[] Names = ["MS. A. MORROW", "MR. T. HALE", "DR. P. QUINCY", "MRS. L. FENN", "J. AND K. ARDEN"];
    private static readonly string[] Streets = ["MILL LANE", "OAK STREET", "HARBOR ROAD", "STATION WAY", "NORTH AVENUE"];
    private static readonly string[] Towns = ["RIVERTON, OH", "LAKEFIELD, MN", "EASTBROOK, VT", "PINE HOLLOW, OR", "GRANVILLE, TX"];

    /// <summary>Draws a scene.</summary>
    /// <param name="zip">Five digits, or empty for an envelope without a ZIP code.</param>
    /// <param name="seed">The same seed draws the same scene.</param>
    /// <exception cref="ArgumentException">The ZIP code is neither empty nor five digits.</exception>
    public static EnvelopeScene Draw(string zip, int seed)
    {
        if (zip.Length is not (0 or 5) || !zip.All(char.IsAsciiDigit))
            throw new ArgumentException($"Expected five digits or none, found '{zip}'.", nameof(zip));
        var random = new SampleRandom((ulong)seed, stream: 0xE417);
        float[] ink = new float[Width * Height];
        float left = random.NextSingle(50, 130), top = random.NextSingle(70, 120);
        float angle = random.NextSingle(-0.03f, 0.03f);
        float dot = random.NextSingle(2.6f, 3.3f);
        string[] lines =
        [
            Pick(Names, ref random),
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{1 + random.Next(998)} {Pick(Streets, ref random)}"),
            Pick(Towns, ref random),
        ];
        float y = top;
        foreach (string line in lines)
        {
            Print(ink, line, new Vector2(left, y), dot, angle);
            y += dot * random.NextSingle(14.5f, 16);
        }

        (Vector2 min, Vector2 max) = WriteZip(ink, zip, new Vector2(left, y + random.NextSingle(8, 20)), angle, ref random);
        GreyPicture picture = Photograph(ink, ref random);
        if (zip.Length == 0) return new(picture, zip, 0, 0, 0, 0);
        int x0 = (int)MathF.Floor(min.X), y0 = (int)MathF.Floor(min.Y);
        return new(picture, zip, x0, y0, (int)MathF.Ceiling(max.X) - x0 + 1, (int)MathF.Ceiling(max.Y) - y0 + 1);
    }

    private static string Pick(string[] texts, ref SampleRandom random) => texts[random.Next(texts.Length)];

    /// <summary>Prints a line: each pixel asks which dot of the font lies under it.</summary>
    private static void Print(float[] ink, string text, Vector2 at, float dot, float angle)
    {
        float sin = MathF.Sin(angle), cos = MathF.Cos(angle);
        int advance = PrintedFont.Width + 1;
        float length = text.Length * advance * dot;
        for (int y = (int)at.Y - 40; y < at.Y + 70; y++)
        {
            for (int x = (int)at.X - 5; x < at.X + length + 5; x++)
            {
                if (x < 0 || y < 0 || x >= Width || y >= Height) continue;
                int inked = 0;
                // Two by two samples a pixel.
                for (int sample = 0; sample < 4; sample++)
                {
                    float px = x - at.X + 0.5f * (sample & 1) - 0.25f, py = y - at.Y + 0.5f * (sample >> 1) - 0.25f;
                    int column = (int)MathF.Floor((cos * px + sin * py) / dot);
                    int row = (int)MathF.Floor((cos * py - sin * px) / dot);
                    if (column < 0 || column / advance >= text.Length) continue;
                    if (PrintedFont.IsInked(text[column / advance], column % advance, row)) inked++;
                }

                ink[y * Width + x] = Math.Max(ink[y * Width + x], inked / 4f);
            }
        }
    }

    /// <returns>The box around the ink.</returns>
    private static (Vector2 Min, Vector2 Max) WriteZip(float[] ink, string zip, Vector2 at, float angle, ref SampleRandom random)
    {
        float size = random.NextSingle(46, 58), pen = random.NextSingle(1.8f, 3), gap = random.NextSingle(14, 22);
        float right = at.X;
        Vector2 least = new(float.MaxValue), most = new(float.MinValue);
        foreach (char c in zip)
        {
            List<Vector2[]> lines = DigitWriter.Write(c - '0', ref random);
            (Vector2 min, Vector2 max) = StrokeRaster.Bounds(lines);
            float scale = size * random.NextSingle(0.9f, 1.1f);
            float baseline = at.Y + size + random.NextSingle(-3, 3) + angle * (right - at.X);
            var origin = new Vector2(right - min.X * scale, baseline - max.Y * scale);
            StrokeRaster.Draw(lines, scale, origin, pen, 1.2f, ink, Width);
            least = Vector2.Min(least, min * scale + origin - new Vector2(pen));
            most = Vector2.Max(most, max * scale + origin + new Vector2(pen));
            right += (max.X - min.X) * scale + gap + 2 * pen;
        }

        return (least, most);
    }

    /// <summary>Ink on paper, under light that falls off to one side, through a lens that blurs a little onto a chip that adds noise.</summary>
    private static GreyPicture Photograph(float[] ink, ref SampleRandom random)
    {
        Augmentation.GaussianBlur.Apply(ink, new float[ink.Length], Width, random.NextSingle(0.5f, 0.9f));
        float paper = random.NextSingle(185, 220), black = random.NextSingle(35, 65);
        float fallX = random.NextSingle(-25, 25), fallY = random.NextSingle(-25, 25), noise = random.NextSingle(2, 4);
        var picture = new GreyPicture(Width, Height);
        Span<byte> pixels = picture.Pixels;
        for (int i = 0; i < ink.Length; i++)
        {
            float light = paper + fallX * ((float)(i % Width) / Width - 0.5f) + fallY * ((float)(i / Width) / Height - 0.5f);
            float value = light + ink[i] * (black - light) + noise * random.NextGaussian();
            pixels[i] = (byte)Math.Clamp(MathF.Round(value), 0, 255);
        }

        return picture;
    }
}
