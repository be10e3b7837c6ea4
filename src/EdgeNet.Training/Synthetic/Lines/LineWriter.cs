using System.Numerics;
using EdgeNet.Training.Augmentation;
using EdgeNet.Training.Synthetic.Fonts;

namespace EdgeNet.Training.Synthetic.Lines;

/// <summary>
/// Draws strips of writing as a reader cuts them out of a page: digits by hand or print, marks and words, on boxes, rules, patterns and dirt,
/// some of them upside down. One object a thread.
/// </summary>
internal sealed class LineWriter
{
    /// <summary>Columns of a whole strip.</summary>
    public const int FullWidth = 256;

    /// <summary>The fewest columns of a strip that a line is written on.</summary>
    public const int LeastWidth = 64;

    /// <summary>Rows of a strip.</summary>
    public const int Height = 32;

    private const int MostSymbols = 24;

    private readonly LineInk _ink;
    private readonly DigitPictures? _pictures;
    private readonly LineCanvas _canvas;
    private readonly LineGround _ground;
    private readonly FontPen _fontPen;
    private readonly float[] _picture = new float[DigitPictures.Side * DigitPictures.Side];
    private readonly float[] _scratch = new float[DigitPictures.Side * DigitPictures.Side];
    private readonly (float, float)[] _digits = new (float, float)[MostSymbols];
    private readonly byte[] _target = new byte[MostSymbols];
    private int _digitCount;
    private int _targetCount;

    /// <param name="ink">What to write with.</param>
    /// <param name="width">Columns of a strip.</param>
    public LineWriter(LineInk ink, int width = FullWidth)
    {
        _ink = ink;
        _pictures = ink.Pictures;
        Width = width;
        _canvas = new LineCanvas(width, Height);
        _ground = new LineGround(_canvas);
        _fontPen = new FontPen(_canvas);
    }

    /// <summary>Columns of a strip.</summary>
    public int Width { get; }

    /// <summary>The symbols of the last strip.</summary>
    public ReadOnlySpan<byte> Target => _target.AsSpan(0, _targetCount);

    /// <summary>Draws a strip.</summary>
    /// <param name="key">The same key draws the same strip.</param>
    /// <param name="strip">Receives 32×<see cref="Width"/> values, ink 1 and paper 0.</param>
    public void Draw(ulong key, Span<float> strip)
    {
        var random = new SampleRandom(key, stream: 0x11AE);
        Array.Clear(_canvas.Ink);
        _digitCount = _targetCount = 0;
        LineStyle style = LineStyle.Draw(ref random, _ink);
        Span<char> text = stackalloc char[MostSymbols];
        int length = LineText.Draw(ref random, text);
        // A crop that is a line by itself ends where the line does.
        bool isCrop = random.Next(3) == 0;
        float left = isCrop && random.Next(3) == 0 ? random.NextSingle(0, 7)
            : isCrop || random.Next(3) == 0 ? random.NextSingle(2, Width / 2 - 8)
            : random.NextSingle(2, 24);
        float right = Write(ref random, style, text[..length], left);
        if (!style.IsPrint && random.Next(3) > 0) _canvas.Bend(ref random, style.Height);
        bool boxed = random.Next(4) == 0;
        if (boxed && style.Gap > -0.1f) _ground.Boxes(ref random, style, _digits.AsSpan(0, _digitCount));
        _ground.Surroundings(ref random, style);
        if (random.Next(10) < 3) _ground.Pattern(ref random);
        if (isCrop) _ground.Cut(ref random, left, right);
        if (random.Next(12) == 0) TurnUpsideDown(style);
        _ground.Photograph(ref random, style);
        _canvas.Ink.CopyTo(strip);
    }

    /// <returns>The column behind the last symbol.</returns>
    private float Write(ref SampleRandom random, in LineStyle style, ReadOnlySpan<char> text, float left)
    {
        float x = left, end = left;
        bool inWord = false;
        foreach (char c in text)
        {
            if (c == ' ')
            {
                x += style.Height * random.NextSingle(0.55f, 1.1f);
                inWord = false;
                continue;
            }

            float before = x;
            bool isLetter = c is 'a' or 'b';
            if (!Symbol(ref random, style, (c, isLetter && !inWord), ref x)) break;
            if (!isLetter || !inWord) _target[_targetCount++] = SymbolOf(c);
            inWord = isLetter;
            end = x;
            float gap = style.Gap + style.GapSpread * random.NextGaussian();
            if (isLetter) gap = Math.Clamp(gap, -0.05f, 0.2f);
            if (c is '.' or ',') gap = Math.Min(gap, 0.5f);
            // Two digits never stand on one another.
            x = Math.Max(x + gap * style.Height, before + 4.5f);
        }

        return end;
    }

    private static byte SymbolOf(char c) => c switch
    {
        >= '0' and <= '9' => (byte)(c - '0'),
        '.' => LineSymbols.Dot,
        ',' => LineSymbols.Comma,
        '-' or '=' or '*' or '~' => LineSymbols.Filler,
        _ => LineSymbols.Other,
    };

    /// <returns>False if the symbol does not fit in any more.</returns>
    private bool Symbol(ref SampleRandom random, in LineStyle style, (char C, bool IsFirst) symbol, ref float x)
    {
        char c = symbol.C;
        float base0 = LineGround.Row(style, x) + style.HeightSpread * style.Height * 0.35f * random.NextGaussian();
        if (c is >= '0' and <= '9')
        {
            float height = style.Height * Math.Clamp(1 + style.HeightSpread * random.NextGaussian(), 0.55f, 1.3f);
            float aspect = style.Aspect * MathF.Exp(style.WidthSpread * random.NextGaussian());
            if (c == '0' && style.HasSmallZeros && _digitCount > 0)
            {
                height *= random.NextSingle(0.35f, 0.85f);
                aspect *= random.NextSingle(1, 2);
                base0 -= random.NextSingle(0, 0.6f) * (style.Height - height);
            }

            LineStyle digit = style with { Aspect = aspect };
            float width = style.Font?[c] is { } figure && random.NextSingle() < style.FontShare
                ? _fontPen.Write(ref random, figure, digit, (x, base0), height)
                : _pictures is not null && random.NextSingle() < style.PictureShare
                ? FromPicture(ref random, digit, c - '0', x, base0, height)
                : FromStrokes(ref random, digit, Form(ref random, style, c - '0'), x, base0, height);
            if (width < 0) return false;
            if (c == '0' && style.HasSmallZeros && style.Gap < 0.3f && _digitCount > 0 && random.Next(2) == 0)
            {
                // The pen stays on the paper.
                float y = base0 - height * random.NextSingle(0.7f, 1);
                _canvas.Line(x - style.Height * random.NextSingle(0, 0.4f), y + random.NextGaussian(), x + width / 2, y, style.Pen, style.Ink);
            }

            if (_digitCount < _digits.Length) _digits[_digitCount++] = (x + width / 2, width);
            x += width;
            return true;
        }

        if (c is 'a' or 'b')
        {
            if (style.HasFontLetters && style.Font?[FontPen.Letter(ref random, symbol.IsFirst, isLone: c == 'b')] is { } glyph)
            {
                float across = _fontPen.Write(ref random, glyph, style, (x, base0), style.Height);
                if (across < 0) return false;
                x += across;
                return true;
            }

            DigitStroke[] letter = c == 'a' ? LetterForms.Of(random.Next(LetterForms.Count)) : MarkForms.Letter(ref random);
            float width = FromStrokes(ref random, style, letter, x, base0, style.Height);
            if (width < 0) return false;
            x += width;
            return true;
        }

        return Mark(ref random, style, c, base0, ref x);
    }

    private static DigitStroke[] Form(ref SampleRandom random, in LineStyle style, int digit)
    {
        DigitStroke[][] forms = style.IsWorld && random.Next(8) > 0 ? WorldForms.Of(digit) : DigitForms.Of(digit);
        // One hand, one form, as a rule.
        int form = random.Next(10) == 0 ? random.Next(forms.Length) : (int)(SampleRandom.Mix(style.Hand, (ulong)digit) % (ulong)forms.Length);
        return forms[form];
    }

    private float FromPicture(ref SampleRandom random, in LineStyle style, int digit, float x, float bottom, float height)
    {
        int picture = _pictures!.Pick(digit, ref random);
        (byte l, byte t, byte r, byte b) = _pictures.Box(picture);
        float width = Math.Max(2, (r - l) * height / (b - t) * style.Aspect);
        if (x + width > Width - 1) return -1;
        ReadOnlySpan<byte> pixels = _pictures.Pixels(picture);
        float mass = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            _picture[i] = pixels[i] / 255f;
            mass += _picture[i];
        }

        float thicker = style.Pen / style.Height * 12 - 1.6f + 0.2f * random.NextGaussian();
        if (Math.Abs(thicker) > 0.1f)
        {
            StrokeThickness.Change(_picture, _scratch, DigitPictures.Side, Math.Clamp(thicker, -1.1f, 0.9f));
            float left = 0;
            foreach (float value in _picture)
                left += value;
            // A thin stroke would break.
            if (left < 0.4f * mass)
            {
                for (int i = 0; i < pixels.Length; i++)
                    _picture[i] = pixels[i] / 255f;
            }
        }

        float lift = 0.07f * random.NextGaussian();
        var place = new LineCanvas.Placement(x, bottom, width, height, style.Slant - 0.13f, lift);
        _canvas.Picture(_picture, DigitPictures.Side, new LineCanvas.Box(l, t, r, b), place, style.Ink);
        return width;
    }

    private float FromStrokes(ref SampleRandom random, in LineStyle style, DigitStroke[] form, float x, float bottom, float height)
    {
        List<Vector2[]> lines;
        if (style.IsPrint)
        {
            lines = [.. form.Select(s => DigitWriter.Curve(s.Points, s.Corners))];
        }
        else
        {
            lines = DigitWriter.Write(form, ref random);
        }

        // Letters keep their own height below that of digits: the unit is the ascender's.
        (Vector2 min, Vector2 max) = StrokeRaster.Bounds(lines);
        float scale = height - style.Pen;
        float middle = 0.5f;
        for (int l = 0; l < lines.Count; l++)
        {
            for (int i = 0; i < lines[l].Length; i++)
            {
                Vector2 p = lines[l][i];
                lines[l][i] = new Vector2(style.Aspect * (p.X - min.X) + style.Slant * (middle - p.Y + min.Y), p.Y);
            }
        }

        float width = Math.Max(1, style.Aspect * (max.X - min.X) * scale) + style.Pen;
        if (x + width > Width - 1) return -1;
        float top = bottom - style.Pen / 2 - scale * (max.Y - min.Y > 0.75f && max.Y - min.Y < 1.2f && min.Y < 0.3f ? max.Y : 1);
        _canvas.Strokes(lines, scale, new Vector2(x + style.Pen / 2, top), style.Pen, style.Ink);
        return width;
    }

    private bool Mark(ref SampleRandom random, in LineStyle style, char c, float bottom, ref float x)
    {
        float h = style.Height;
        if (x + h > Width - 1) return false;
        float pen = Math.Max(style.Pen, 1);
        float middle = bottom - h * random.NextSingle(0.35f, 0.6f);
        switch (c)
        {
            case '.':
                float dot = Math.Max(pen, h * random.NextSingle(0.06f, 0.16f));
                _canvas.Line(x + dot / 2, bottom - dot / 2, x + dot / 2 + 0.3f, bottom - dot / 2 - 0.3f * random.NextSingle(), dot, style.Ink);
                x += dot;
                break;
            case ',':
                float tail = h * random.NextSingle(0.14f, 0.32f), drop = h * random.NextSingle(0.02f, 0.18f);
                _canvas.Line(x + tail * 0.7f, bottom - tail + drop, x, bottom + drop, pen, style.Ink);
                x += tail * 0.7f + pen / 2;
                break;
            case '-' or '=' or '~':
                float length = h * (random.Next(4) == 0 ? random.NextSingle(1, 4) : random.NextSingle(0.3f, 1.6f));
                length = Math.Min(length, Width - 2 - x);
                float tilt = h * 0.08f * random.NextGaussian();
                if (c == '=')
                {
                    float apart = h * random.NextSingle(0.16f, 0.35f);
                    length = Math.Min(length, h * 0.8f);
                    _canvas.Line(x, middle - apart / 2, x + length, middle - apart / 2 - tilt, pen, style.Ink);
                    _canvas.Line(x, middle + apart / 2, x + length, middle + apart / 2 - tilt, pen, style.Ink);
                }
                else if (c == '~')
                {
                    float swing = h * random.NextSingle(0.08f, 0.2f);
                    List<Vector2[]> wave = [new Vector2[9]];
                    for (int i = 0; i < 9; i++)
                        wave[0][i] = new Vector2(x + length * i / 8, middle + swing * MathF.Sin(MathF.PI * i / 2) - tilt * i / 8);
                    _canvas.Strokes(wave, 1, default, pen, style.Ink);
                }
                else
                {
                    _canvas.Line(x, middle, x + length, middle - tilt, pen, style.Ink);
                }

                x += length;
                break;
            case '*':
                float r = h * random.NextSingle(0.12f, 0.3f);
                for (int i = 0; i < 3; i++)
                {
                    float angle = MathF.PI * i / 3 + 0.3f * random.NextGaussian();
                    _canvas.Line(x + r - r * MathF.Cos(angle), middle - r * MathF.Sin(angle), x + r + r * MathF.Cos(angle), middle + r * MathF.Sin(angle), pen, style.Ink);
                }

                x += 2 * r;
                break;
            case ':':
                _canvas.Line(x + 1, bottom - pen, x + 1.2f, bottom - pen, pen * 1.3f, style.Ink);
                _canvas.Line(x + 1, bottom - h * 0.5f, x + 1.2f, bottom - h * 0.5f, pen * 1.3f, style.Ink);
                x += pen + 1;
                break;
            default:
                float lean = h * random.NextSingle(0.25f, 0.6f);
                _canvas.Line(x, bottom + h * 0.1f, x + lean, bottom - h * 1.05f, pen, style.Ink);
                x += lean;
                break;
        }

        return true;
    }

    /// <summary>A line seen from the wrong side has no digits in it; one whose digits look like digits from there too is left as it is.</summary>
    private void TurnUpsideDown(in LineStyle style)
    {
        int sided = 0, digits = 0;
        foreach (byte symbol in Target)
        {
            if (symbol > 9) continue;
            digits++;
            if (symbol is 2 or 3 or 4 or 5 or 7) sided++;
        }

        if (digits > 0 && (sided < 2 || 3 * sided < digits)) return;
        _canvas.Turn();
        Array.Reverse(_target, 0, _targetCount);
        // Symbols that follow each other without a gap are one piece of writing, and dots are lost in it.
        int kept = 0;
        for (int i = 0; i < _targetCount; i++)
        {
            byte symbol = _target[i] is <= 9 or LineSymbols.Other ? LineSymbols.Other : _target[i];
            if (symbol is LineSymbols.Dot or LineSymbols.Comma) continue;
            if (symbol == LineSymbols.Other && style.Gap < 0.3f && kept > 0 && _target[kept - 1] == LineSymbols.Other) continue;
            _target[kept++] = symbol;
        }

        _targetCount = kept;
    }
}
