using System.Buffers;
using System.Globalization;
using System.Text;
using EdgeNet.Safety;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices;

/// <summary>
/// Readings as JSON in UTF-8, one line a frame:
/// <code>{"file":"a.png","zip":"02139","confidence":0.9731,"digits":[{"digit":0,"confidence":0.9990,"box":[12,40,18,27]},…],"milliseconds":1.234}</code>
/// "zip" is null and "digits" empty where there is no ZIP code; "confidence" then is that of the rejected best. With another pattern "zip"
/// is called "text". Boxes are [x, y, width, height] in pixels. Where alternatives are asked for, they follow the digits, whether the reading
/// is accepted or not: <c>"alternatives":[{"text":"02139","confidence":0.9731},…]</c>. With the pattern lines each run of digits is a field
/// with all of this: <c>{"file":"a.png","text":"12 345\n67","confidence":0.9,"fields":[{"text":"12","line":0,"confidence":0.95,"digits":[…]},…],"milliseconds":1.234}</c>.
/// A frame that could not be had is <c>{"file":"a.png","error":"…"}</c>.
/// It has one buffer, which grows to the longest line and then is reused: no allocation per frame.
/// </summary>
/// <param name="top">How many alternatives are written at most; 0 for none.</param>
public sealed class ReadingJson(int top = 0)
{
    /// <summary>The longest escape of one UTF-16 unit, \u001f, and the longest number.</summary>
    private const int Reserve = 64;

    private byte[] _buffer = new byte[1024];
    private int _length;

    /// <summary>Formats a reading.</summary>
    /// <param name="name">The frame's name.</param>
    /// <param name="reading">What was read.</param>
    /// <param name="time">How long it took.</param>
    /// <returns>The line with its line feed, valid until the next call.</returns>
    public ReadOnlySpan<byte> Format(string name, DigitReading reading, TimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(reading);
        Begin(name);
        Raw(reading.Pattern.Kind == PatternKind.Zip ? ",\"zip\":"u8 : ",\"text\":"u8);
        if (reading.IsAccepted && reading.FieldCount > 0)
            Fields(reading);
        else
            Raw("null"u8);
        Raw(",\"confidence\":"u8);
        Number(reading.Confidence, "F4");
        if (reading.Pattern.Kind == PatternKind.Lines)
        {
            Raw(",\"fields\":["u8);
            for (int i = 0; i < reading.FieldCount && reading.IsAccepted; i++)
                Field(reading[i], isFirst: i == 0);
            Raw("]"u8);
        }
        else
        {
            Digits(reading.IsAccepted && reading.FieldCount > 0 ? reading[0].Symbols : []);
            Alternatives(reading.FieldCount > 0 ? reading[0].Alternatives : []);
        }

        Raw(",\"milliseconds\":"u8);
        Number(time.TotalMilliseconds, "F3");
        return End();
    }

    /// <summary>Formats the news that a frame could not be had.</summary>
    /// <param name="name">The frame's name.</param>
    /// <param name="message">Why.</param>
    /// <returns>The line with its line feed, valid until the next call.</returns>
    public ReadOnlySpan<byte> FormatError(string name, string message)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(message);
        Begin(name);
        Raw(",\"error\":"u8);
        Text(message);
        return End();
    }

    /// <summary>The text of all fields, a space between those of a line.</summary>
    private void Fields(DigitReading reading)
    {
        Raw("\""u8);
        for (int i = 0; i < reading.FieldCount; i++)
        {
            if (i > 0)
                Raw(reading[i].Line == reading[i - 1].Line ? " "u8 : "\\n"u8);
            Characters(reading[i]);
        }

        Raw("\""u8);
    }

    private void Characters(ReadField field)
    {
        foreach (ReadSymbol symbol in field.Symbols)
            Character(symbol.Character);
    }

    /// <summary>A character of a reading, which is ASCII.</summary>
    private void Character(char c)
    {
        Room(1)[0] = (byte)c;
        _length++;
    }

    private void Field(ReadField field, bool isFirst)
    {
        Raw(isFirst ? "{\"text\":\""u8 : ",{\"text\":\""u8);
        Characters(field);
        Raw("\",\"line\":"u8);
        Number(field.Line);
        Raw(",\"confidence\":"u8);
        Number(field.Confidence, "F4");
        Digits(field.Symbols);
        Alternatives(field.Alternatives);
        Raw("}"u8);
    }

    private void Digits(ReadOnlySpan<ReadSymbol> symbols)
    {
        Raw(",\"digits\":["u8);
        bool isFirst = true;
        foreach (ReadSymbol symbol in symbols)
        {
            if (!symbol.IsDigit)
                continue;
            Raw(isFirst ? "{\"digit\":"u8 : ",{\"digit\":"u8);
            isFirst = false;
            Number(symbol.Character - '0');
            Raw(",\"confidence\":"u8);
            Number(symbol.Confidence, "F4");
            Raw(",\"box\":["u8);
            Number(symbol.Box.X);
            Raw(","u8);
            Number(symbol.Box.Y);
            Raw(","u8);
            Number(symbol.Box.Width);
            Raw(","u8);
            Number(symbol.Box.Height);
            Raw("]}"u8);
        }

        Raw("]"u8);
    }

    private void Alternatives(ReadOnlySpan<ReadAlternative> alternatives)
    {
        if (top == 0)
            return;
        Raw(",\"alternatives\":["u8);
        for (int i = 0; i < Math.Min(top, alternatives.Length); i++)
        {
            Raw(i == 0 ? "{\"text\":\""u8 : ",{\"text\":\""u8);
            foreach (char c in alternatives[i].Text)
                Character(c);
            Raw("\",\"confidence\":"u8);
            Number(alternatives[i].Confidence, "F4");
            Raw("}"u8);
        }

        Raw("]"u8);
    }

    private void Begin(string name)
    {
        _length = 0;
        Raw("{\"file\":"u8);
        Text(name);
    }

    private ReadOnlySpan<byte> End()
    {
        Raw("}\n"u8);
        return _buffer.AsSpan(0, _length);
    }

    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - _length < bytes)
            Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, _length + bytes));
        return _buffer.AsSpan(_length);
    }

    private void Raw(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        _length += utf8.Length;
    }

    private void Number(int number)
    {
        number.TryFormat(Room(Reserve), out int written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>JSON has no infinities; neither have confidences and times.</summary>
    private void Number(double number, string format)
    {
        number.TryFormat(Room(Reserve), out int written, format, CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>
    /// A JSON string (RFC 8259, section 7). Half a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD. What a terminal would act on is
    /// escaped.
    /// </summary>
    private void Text(ReadOnlySpan<char> text)
    {
        Raw("\""u8);
        while (!text.IsEmpty)
        {
            char c = text[0];
            if (c is '"' or '\\' or < ' ')
            {
                Escape(c);
                text = text[1..];
                continue;
            }

            Rune.DecodeFromUtf16(text, out Rune rune, out int consumed);
            if (PlainText.IsPlain(Rune.GetUnicodeCategory(rune), rune.Value)) _length += rune.EncodeToUtf8(Room(Reserve));
            else foreach (char unit in text[..consumed]) Escape(unit);
            text = text[consumed..];
        }

        Raw("\""u8);
    }

    private void Escape(char c)
    {
        switch (c)
        {
            case '"': Raw("\\\""u8); break;
            case '\\': Raw("\\\\"u8); break;
            case '\n': Raw("\\n"u8); break;
            case '\t': Raw("\\t"u8); break;
            default:
                Raw("\\u"u8);
                ((int)c).TryFormat(Room(Reserve), out int written, "x4", CultureInfo.InvariantCulture);
                _length += written;
                break;
        }
    }
}
