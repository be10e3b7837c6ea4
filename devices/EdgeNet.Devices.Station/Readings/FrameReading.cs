using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Readings;

/// <summary>
/// What was read in one region of one frame: text, boxes in the whole frame's pixels, and other answers. It is filled again for every
/// frame and allocates nothing after it is made.
/// </summary>
public sealed class FrameReading
{
    /// <summary>The most characters that are kept: those of one field, or of some lines of a page.</summary>
    public const int MostCharacters = 1024;

    private readonly char[] _text;
    private readonly ReadSymbol[] _symbols;
    private readonly char[] _alternatives;
    private readonly int[] _alternativeLengths = new int[ReadField.MaxAlternatives];
    private readonly float[] _alternativeConfidences = new float[ReadField.MaxAlternatives];
    private readonly int _room;
    private int _length;
    private int _symbolCount;

    /// <summary>An empty reading.</summary>
    /// <param name="isPage">Whether there may be many lines; otherwise there is one field.</param>
    public FrameReading(bool isPage = false)
    {
        _room = isPage ? MostCharacters : FieldPattern.MaxLength;
        _text = new char[_room];
        _symbols = new ReadSymbol[_room];
        _alternatives = new char[_room * ReadField.MaxAlternatives];
    }

    /// <summary>Whether there is anything like a field.</summary>
    public bool HasField => _length > 0;

    /// <summary>The probability that <see cref="Text"/> is right, 0 to 1.</summary>
    public float Confidence { get; private set; }

    /// <summary>The likeliest text; fields of a line are parted by a space, lines by a line feed.</summary>
    public ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    /// <summary>Its characters.</summary>
    public ReadOnlySpan<ReadSymbol> Symbols => _symbols.AsSpan(0, _symbolCount);

    /// <summary>How many answers there are, the likeliest among them.</summary>
    public int AlternativeCount { get; private set; }

    /// <summary>The most characters of a text.</summary>
    internal int Room => _room;

    /// <summary>An answer.</summary>
    /// <param name="index">0 for the likeliest, to <see cref="AlternativeCount"/> - 1.</param>
    public ReadOnlySpan<char> AlternativeText(int index) => _alternatives.AsSpan(index * _room, _alternativeLengths[index]);

    /// <summary>An answer's probability, 0 to 1.</summary>
    /// <param name="index">0 for the likeliest, to <see cref="AlternativeCount"/> - 1.</param>
    public float AlternativeConfidence(int index) => _alternativeConfidences[index];

    /// <summary>Empties it.</summary>
    public void Clear() => (_length, _symbolCount, AlternativeCount, Confidence) = (0, 0, 0, 0);

    /// <summary>
    /// Adds an answer, the likeliest first; beyond <see cref="ReadField.MaxAlternatives"/>, and text that is too long, nothing.
    /// </summary>
    /// <param name="text">The answer.</param>
    /// <param name="confidence">Its probability, 0 to 1.</param>
    public void Add(ReadOnlySpan<char> text, float confidence)
    {
        if (AlternativeCount == ReadField.MaxAlternatives || text.Length > _room || text.IsEmpty)
            return;
        if (AlternativeCount == 0)
        {
            text.CopyTo(_text);
            (_length, Confidence) = (text.Length, confidence);
        }

        text.CopyTo(_alternatives.AsSpan(AlternativeCount * _room));
        _alternativeLengths[AlternativeCount] = text.Length;
        _alternativeConfidences[AlternativeCount++] = confidence;
    }

    /// <summary>Adds a character of the likeliest answer; beyond the room there is, nothing.</summary>
    /// <param name="symbol">The character, its box in the whole frame.</param>
    public void Add(in ReadSymbol symbol)
    {
        if (_symbolCount < _room)
            _symbols[_symbolCount++] = symbol;
    }

    /// <summary>Takes a reader's reading over.</summary>
    /// <param name="reading">The reading of a part of a frame.</param>
    /// <param name="x">The part's left edge in the frame.</param>
    /// <param name="y">The part's upper edge.</param>
    public void Take(DigitReading reading, int x, int y)
    {
        ArgumentNullException.ThrowIfNull(reading);
        Clear();
        int length = 0;
        for (int i = 0; i < reading.FieldCount; i++)
        {
            ReadField field = reading[i];
            if (length + field.Symbols.Length + 1 > _room)
                break;
            if (i > 0)
                _text[length++] = field.Line == reading[i - 1].Line ? ' ' : '\n';
            length += field.Format(_text.AsSpan(length));
            foreach (ReadSymbol symbol in field.Symbols)
                Add(symbol with { Box = symbol.Box with { X = symbol.Box.X + x, Y = symbol.Box.Y + y } });
        }

        if (length == 0)
            return;
        Add(_text.AsSpan(0, length), reading.Confidence);
        if (reading.FieldCount != 1)
            return;
        ReadOnlySpan<ReadAlternative> others = reading[0].Alternatives;
        // The first one is the reading itself.
        for (int i = 1; i < others.Length; i++)
            Add(others[i].Text, others[i].Confidence);
    }

    /// <summary>The box around all characters, in the frame's pixels; empty if there is none.</summary>
    public PixelBox Box()
    {
        PixelBox box = default;
        for (int i = 0; i < _symbolCount; i++)
            box = i == 0 ? _symbols[0].Box : PixelBox.Around(box, _symbols[i].Box);
        return box;
    }
}
