using System.Numerics;

namespace EdgeNet.Training.Synthetic.Clutter;

/// <summary>
/// One symbol, ready to be put on a crop: strokes, or a picture of a digit with the map that brings it there. Its box is given about an
/// origin; <see cref="Draw"/> is told where that lies.
/// </summary>
internal sealed class Glyph
{
    private const int Side = 32;

    /// <summary>Rows of a digit in a picture of MNIST's form.</summary>
    private const float PictureHeight = 20;

    private readonly Hand _hand;
    private readonly List<Vector2[]>? _lines;
    private readonly float[]? _picture;
    private readonly Matrix3x2 _toPicture;
    private readonly float _level;
    private readonly float _steepness;
    private readonly Vector3 _wave;

    private Glyph(Hand hand, List<Vector2[]> lines)
    {
        _hand = hand;
        _lines = lines;
        (Min, Max) = StrokeRaster.Bounds(lines);
        (Min, Max) = (Min - new Vector2(hand.Radius), Max + new Vector2(hand.Radius));
    }

    private Glyph(Hand hand, float[] picture, Matrix3x2 toCrop, ref SampleRandom random)
    {
        _hand = hand;
        _picture = picture;
        Matrix3x2.Invert(toCrop, out _toPicture);
        // Where the picture's blurred edge is cut decides on how thick strokes are.
        _level = random.NextSingle(0.3f, 0.62f);
        _steepness = random.NextSingle(1.2f, 3);
        _wave = new Vector3(random.NextSingle(0, 0.9f), random.NextSingle(0.2f, 0.5f), random.NextSingle(0, 6.28f));
        Min = new Vector2(float.MaxValue);
        Max = new Vector2(float.MinValue);
        for (int i = 0; i < picture.Length; i++)
        {
            if (picture[i] < 0.3f) continue;
            var p = Vector2.Transform(new Vector2(i % Side, i / Side), toCrop);
            Min = Vector2.Min(Min, p);
            Max = Vector2.Max(Max, p);
        }

        if (Min.X > Max.X) (Min, Max) = (default, default);
    }

    /// <summary>The least corner of the box.</summary>
    public Vector2 Min { get; }

    /// <summary>The largest corner.</summary>
    public Vector2 Max { get; }

    /// <summary>Writes strokes.</summary>
    /// <param name="form">A digit, a letter, a mark.</param>
    /// <param name="hand">The hand.</param>
    /// <param name="turned">Whether it stands on its head.</param>
    /// <param name="random">The generator.</param>
    public static Glyph Write(DigitStroke[] form, in Hand hand, bool turned, ref SampleRandom random)
    {
        List<Vector2[]> lines = DigitWriter.Write(form, ref random);
        float sign = turned ? -1 : 1, height = hand.Height * MathF.Exp(0.06f * random.NextGaussian());
        foreach (Vector2[] line in lines)
        {
            foreach (ref Vector2 p in line.AsSpan())
                p = sign * height * new Vector2(hand.Aspect * p.X - hand.Slant * p.Y, p.Y);
        }

        return new Glyph(hand, lines);
    }

    /// <summary>Takes a picture of a digit.</summary>
    /// <param name="picture">32×32, ink 1.</param>
    /// <param name="hand">The hand.</param>
    /// <param name="turned">Whether it stands on its head.</param>
    /// <param name="random">The generator.</param>
    public static Glyph Take(float[] picture, in Hand hand, bool turned, ref SampleRandom random)
    {
        float scale = hand.Height / PictureHeight * MathF.Exp(0.08f * random.NextGaussian());
        // A picture's digit leans already, each in its own way.
        float lean = 0.7f * hand.Slant;
        Matrix3x2 map = Matrix3x2.CreateTranslation(-Side / 2f, -Side / 2f)
            * new Matrix3x2(hand.Aspect, 0, -lean, 1, 0, 0)
            * Matrix3x2.CreateRotation(0.12f * random.NextGaussian() + (turned ? MathF.PI : 0))
            * Matrix3x2.CreateScale(scale);
        return new Glyph(hand, picture, map, ref random);
    }

    /// <summary>Adds the ink to a crop: each pixel becomes the larger of what it is and what the pen leaves.</summary>
    /// <param name="origin">Where the origin lies.</param>
    /// <param name="ink">The crop, row by row.</param>
    /// <param name="width">Its columns.</param>
    public void Draw(Vector2 origin, Span<float> ink, int width)
    {
        if (_lines is null) DrawPicture(origin, ink, width);
        else DrawLines(origin, ink, width);
    }

    private void DrawLines(Vector2 origin, Span<float> ink, int width)
    {
        foreach (Vector2[] line in _lines!)
        {
            for (int i = 0; i + 1 < line.Length; i++)
            {
                Vector2 step = line[i + 1] - line[i];
                Vector2 way = step.LengthSquared() > 0 ? Vector2.Normalize(step) : new Vector2(0, 1);
                float press = _hand.IsBroad ? MathF.Abs(Vector2.Dot(way, new Vector2(0.6f, 0.8f))) : Math.Clamp(0.5f + 0.6f * way.Y, 0, 1);
                float radius = Math.Max(0.4f, _hand.Radius * (1 + 0.4f * _hand.Shading) * (1 - _hand.Shading * (1 - press)));
                StrokeRaster.DrawSegment(line[i] + origin, line[i + 1] + origin, radius, 1.1f, ink, width);
            }
        }
    }

    private void DrawPicture(Vector2 origin, Span<float> ink, int width)
    {
        int height = ink.Length / width;
        int left = Math.Max(0, (int)(origin.X + Min.X - 4)), right = Math.Min(width - 1, (int)(origin.X + Max.X + 4));
        int top = Math.Max(0, (int)(origin.Y + Min.Y - 4)), bottom = Math.Min(height - 1, (int)(origin.Y + Max.Y + 4));
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                var p = Vector2.Transform(new Vector2(x, y) - origin, _toPicture);
                p += _wave.X * new Vector2(MathF.Sin(_wave.Y * p.Y + _wave.Z), MathF.Sin(_wave.Y * p.X + 2 * _wave.Z));
                float sample = Sample(p.X, p.Y);
                // Far from all strokes a flat edge would leave a veil.
                float value = Math.Clamp((sample - _level) * _steepness + 0.5f, 0, 1) * Math.Min(1, 4 * sample);
                ref float pixel = ref ink[y * width + x];
                if (value > pixel) pixel = value;
            }
        }
    }

    private float Sample(float x, float y)
    {
        int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
        if (left < 0 || top < 0 || left >= Side - 1 || top >= Side - 1) return 0;
        int at = top * Side + left;
        float right = x - left, above = _picture![at] + right * (_picture[at + 1] - _picture[at]);
        float below = _picture[at + Side] + right * (_picture[at + Side + 1] - _picture[at + Side]);
        return above + (y - top) * (below - above);
    }
}
