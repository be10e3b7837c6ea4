using System.Numerics;

namespace EdgeNet.Training.Synthetic.Clutter;

/// <summary>
/// Draws a rough crop around one digit, or around something that is none: neighbours, dots, rules and boxes, a bad cut. One thread's: it
/// holds memory of its own.
/// </summary>
/// <param name="pictures">Pictures of digits; drawn ones stand beside them.</param>
internal sealed class CropScene(DigitPictures pictures)
{
    /// <summary>The most columns and rows of a crop.</summary>
    public const int MaxSide = 96;

    private const int LeastSide = 10;

    private readonly float[] _ink = new float[MaxSide * MaxSide];
    private readonly float[] _other = new float[MaxSide * MaxSide];
    private readonly byte[] _pixels = new byte[MaxSide * MaxSide];
    private readonly Photograph _photograph = new();
    private readonly CropRules _rules = new();

    /// <summary>Columns of the last crop.</summary>
    public int Width { get; private set; }

    /// <summary>Rows of the last crop.</summary>
    public int Height { get; private set; }

    /// <summary>The last crop's grey values.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels.AsSpan(0, Width * Height);

    /// <summary>Draws a crop.</summary>
    /// <param name="label">0 to 9, or 10 for what is no digit.</param>
    /// <param name="random">The generator.</param>
    public void Draw(int label, ref SampleRandom random)
    {
        Hand hand = Hand.Draw(ref random);
        bool fromPictures = random.Next(20) < 11;
        if (label < 10) DrawAmongOthers(Digit(label, hand, fromPictures, false, ref random), hand, fromPictures, ref random);
        else DrawOther(hand, fromPictures, ref random);
        _photograph.Take(_ink.AsSpan(0, Width * Height), Width, hand.Height, ref random, _pixels.AsSpan(0, Width * Height));
    }

    private Glyph Digit(int digit, in Hand hand, bool fromPictures, bool turned, ref SampleRandom random)
    {
        if (!fromPictures) return Glyph.Write(WorldForms.Pick(digit, ref random), hand, turned, ref random);
        float[] picture = new float[32 * 32];
        pictures.Pick(digit, ref random, picture);
        return Glyph.Take(picture, hand, turned, ref random);
    }

    /// <summary>A symbol with what may stand about it.</summary>
    private void DrawAmongOthers(Glyph glyph, in Hand hand, bool fromPictures, ref SampleRandom random)
    {
        Vector2 at = Cut(glyph.Min, glyph.Max, hand, ref random);
        Span<float> ink = _ink.AsSpan(0, Width * Height);
        glyph.Draw(at, ink, Width);
        (Vector2 min, Vector2 max) = (glyph.Min + at, glyph.Max + at);
        AddNeighbours(min, max, hand, fromPictures, ref random);
        if (random.Next(4) == 0) AddDot(min, max, hand, ref random);
        _rules.Add(ink, Width, min, max, hand, ref random);
    }

    /// <summary>A small mark: a digit beside it would be the larger thing in the crop.</summary>
    private void DrawAlone(Glyph glyph, in Hand hand, ref SampleRandom random)
    {
        Vector2 at = Cut(glyph.Min, glyph.Max, hand, ref random);
        glyph.Draw(at, _ink.AsSpan(0, Width * Height), Width);
        _rules.Add(_ink.AsSpan(0, Width * Height), Width, glyph.Min + at, glyph.Max + at, hand, ref random);
    }

    /// <summary>Chooses the crop around a box: from tight, and a little of the digit cut off, to roomy, and off the centre.</summary>
    /// <returns>Where the origin lies in it.</returns>
    private Vector2 Cut(Vector2 min, Vector2 max, in Hand hand, ref SampleRandom random)
    {
        float room = hand.Height * (random.Next(3) == 0 ? random.NextSingle(0.25f, 0.6f) : random.NextSingle(0.02f, 0.25f));
        float left = room * random.NextSingle(0.5f, 1.3f) - 0.05f * hand.Height;
        float right = room * random.NextSingle(0.5f, 1.3f) - 0.05f * hand.Height;
        float roomY = hand.Height * (random.Next(4) == 0 ? random.NextSingle(0.15f, 0.4f) : random.NextSingle(0, 0.15f));
        float top = roomY * random.NextSingle(0.3f, 1.4f) - 0.04f * hand.Height;
        float bottom = roomY * random.NextSingle(0.3f, 1.4f) - 0.04f * hand.Height;
        return Cut(min - new Vector2(left, top), max + new Vector2(right, bottom));
    }

    private Vector2 Cut(Vector2 min, Vector2 max)
    {
        Width = Math.Clamp((int)MathF.Ceiling(max.X - min.X), LeastSide, MaxSide);
        Height = Math.Clamp((int)MathF.Ceiling(max.Y - min.Y), LeastSide, MaxSide);
        _ink.AsSpan(0, Width * Height).Clear();
        return (new Vector2(Width, Height) - min - max) / 2;
    }

    private void AddNeighbours(Vector2 min, Vector2 max, in Hand hand, bool fromPictures, ref SampleRandom random)
    {
        Span<float> ink = _ink.AsSpan(0, Width * Height);
        for (int side = -1; side <= 1; side += 2)
        {
            if (random.Next(20) >= 9) continue;
            Glyph neighbour = random.Next(12) == 0
                ? Glyph.Write(MarkForms.Letter(ref random), hand, false, ref random)
                : Digit(random.Next(10), hand, fromPictures, false, ref random);
            // Slanted digits nestle: their boxes overlap where their strokes do not.
            float nestle = MathF.Abs(hand.Slant) * hand.Height * random.NextSingle(0.2f, 0.75f);
            float gap = hand.Height * (random.Next(4) == 0 ? random.NextSingle(-0.1f, 0.05f) : random.NextSingle(0.05f, 0.4f)) - nestle;
            float x = side < 0 ? min.X - gap - neighbour.Max.X : max.X + gap - neighbour.Min.X;
            float y = (min.Y + max.Y - neighbour.Min.Y - neighbour.Max.Y) / 2 + 0.07f * hand.Height * random.NextGaussian();
            neighbour.Draw(new Vector2(x, y), ink, Width);
        }

        if (random.Next(10) > 0) return;
        // A line above or below reaches in with its loops.
        Glyph other = Digit(random.Next(10), hand, fromPictures, false, ref random);
        bool above = random.Next(2) == 0;
        float shift = random.NextSingle(-0.7f, 0.7f) * hand.Height, away = random.NextSingle(0.02f, 0.2f) * hand.Height;
        other.Draw(new Vector2((min.X + max.X) / 2 + shift, above ? min.Y - away - other.Max.Y : max.Y + away - other.Min.Y), ink, Width);
    }

    private void AddDot(Vector2 min, Vector2 max, in Hand hand, ref SampleRandom random)
    {
        float height = hand.Height;
        float x = random.Next(5) == 0 ? min.X - random.NextSingle(0.03f, 0.25f) * height : max.X + random.NextSingle(-0.1f, 0.3f) * height;
        float y = random.Next(6) == 0 ? random.NextSingle(min.Y, max.Y) : max.Y + random.NextSingle(-0.12f, 0.06f) * height;
        var at = new Vector2(x, y);
        Vector2 tail = random.Next(3) == 0 ? new Vector2(-0.08f, 0.16f) * hand.Height : new Vector2(0.02f * hand.Height, 0);
        float radius = Math.Max(0.8f, hand.Radius * random.NextSingle(0.9f, 1.6f));
        StrokeRaster.DrawSegment(at, at + tail, radius, 1.1f, _ink.AsSpan(0, Width * Height), Width);
    }

    private void DrawOther(in Hand hand, bool fromPictures, ref SampleRandom random)
    {
        switch (random.Next(20))
        {
            case <= 6:
                DrawAmongOthers(Glyph.Write(MarkForms.Letter(ref random), hand, false, ref random), hand, fromPictures, ref random);
                break;
            case <= 9:
                // What a 3, a 4 or a 7 on its head looks like is no digit; 6 and 9 become each other, 0, 1, 2, 5 and 8 may stay.
                int turned = random.Next(3) switch { 0 => 3, 1 => 4, _ => 7 };
                DrawAmongOthers(Digit(turned, hand, fromPictures, true, ref random), hand, fromPictures, ref random);
                break;
            case <= 12:
                DrawAlone(Glyph.Write(MarkForms.Mark(ref random), hand, false, ref random), hand, ref random);
                break;
            case <= 14:
                DrawAmongOthers(Glyph.Write(Scribble(ref random), hand, false, ref random), hand, fromPictures, ref random);
                break;
            case <= 16:
                DrawPair(hand, fromPictures, ref random);
                break;
            case 17:
                DrawFragment(hand, fromPictures, ref random);
                break;
            default:
                DrawGround(hand, ref random);
                break;
        }
    }

    private static DigitStroke Curve(int points, ref SampleRandom random)
    {
        var curve = new Vector2[points];
        foreach (ref Vector2 p in curve.AsSpan())
            p = new Vector2(random.NextSingle(-0.1f, 0.8f), random.NextSingle(0, 1));
        return new DigitStroke(curve, new bool[points]);
    }

    private static DigitStroke[] Scribble(ref SampleRandom random) => random.Next(2) == 0
        ? [Curve(5 + random.Next(7), ref random)]
        : [Curve(4 + random.Next(4), ref random), Curve(2 + random.Next(4), ref random)];

    /// <summary>Two digits that touch, the crop's middle on where they do.</summary>
    private void DrawPair(in Hand hand, bool fromPictures, ref SampleRandom random)
    {
        // A 1 beside another digit would be taken for a stroke of it, rightly.
        Glyph left = Digit(2 + random.Next(8), hand, fromPictures, false, ref random);
        Glyph right = Digit(2 + random.Next(8), hand, fromPictures, false, ref random);
        float step = 0.04f * hand.Height, shiftY = 0.05f * hand.Height * random.NextGaussian();
        float reach = 0.5f * Math.Min(left.Max.X - left.Min.X, right.Max.X - right.Min.X) * random.NextSingle(1.2f, 2.1f);
        // Boxes overlap where strokes do not: they are pushed together until those touch.
        for (float overlap = step; ; overlap += step)
        {
            var shift = new Vector2(left.Max.X - overlap - right.Min.X, shiftY);
            float middle = left.Max.X - overlap / 2;
            float top = Math.Min(left.Min.Y, right.Min.Y + shiftY), bottom = Math.Max(left.Max.Y, right.Max.Y + shiftY);
            Vector2 at = Cut(new Vector2(middle - reach, top - step), new Vector2(middle + reach, bottom + step));
            Span<float> ink = _ink.AsSpan(0, Width * Height), other = _other.AsSpan(0, Width * Height);
            other.Clear();
            left.Draw(at, ink, Width);
            right.Draw(at + shift, other, Width);
            int touching = 0;
            for (int i = 0; i < ink.Length; i++)
            {
                if (Math.Min(ink[i], other[i]) > 0.5f) touching++;
                ink[i] = Math.Max(ink[i], other[i]);
            }

            if (touching < 3 && overlap < 0.6f * hand.Height) continue;
            _rules.Add(ink, Width, left.Min + at, right.Max + shift + at, hand, ref random);
            return;
        }
    }

    /// <summary>A third of a digit.</summary>
    private void DrawFragment(in Hand hand, bool fromPictures, ref SampleRandom random)
    {
        // A third of 0, 1, 6, 7 or 9 may be a digit.
        int digit = random.Next(5) switch { 0 => 2, 1 => 3, 2 => 4, 3 => 5, _ => 8 };
        Glyph glyph = Digit(digit, hand, fromPictures, false, ref random);
        Vector2 min = glyph.Min, max = glyph.Max, size = max - min;
        float share = random.NextSingle(0.2f, 0.38f);
        if (random.Next(2) == 0) max.Y = min.Y + share * size.Y;
        else min.Y = max.Y - share * size.Y;
        Vector2 at = Cut(min - new Vector2(2, 0), max + new Vector2(2, 0));
        glyph.Draw(at, _ink.AsSpan(0, Width * Height), Width);
    }

    /// <summary>Paper alone, or with rules.</summary>
    private void DrawGround(in Hand hand, ref SampleRandom random)
    {
        Vector2 size = hand.Height * new Vector2(random.NextSingle(0.5f, 1.1f), 1);
        Vector2 at = Cut(default, size);
        if (random.Next(3) > 0) _rules.Add(_ink.AsSpan(0, Width * Height), Width, at, size + at, hand, ref random);
    }
}
