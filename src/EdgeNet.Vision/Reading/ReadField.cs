using EdgeNet.Vision.Patterns;

namespace EdgeNet.Vision.Reading;

/// <summary>One field that was read. It is filled again for every frame.</summary>
public sealed class ReadField
{
    /// <summary>The most alternatives that are kept.</summary>
    public const int MaxAlternatives = 5;

    private readonly ReadSymbol[] _symbols = new ReadSymbol[FieldPattern.MaxLength];
    private readonly ReadAlternative[] _alternatives = new ReadAlternative[MaxAlternatives];
    private int _length;
    private int _alternativeCount;

    internal ReadField()
    {
        for (int i = 0; i < MaxAlternatives; i++)
            _alternatives[i] = new ReadAlternative();
    }

    /// <summary>The characters in the order in which they are read.</summary>
    public ReadOnlySpan<ReadSymbol> Symbols => _symbols.AsSpan(0, _length);

    /// <summary>The probability that there is a field and that every character of it is right, 0 to 1.</summary>
    public float Confidence { get; private set; }

    /// <summary>The line of the page that the field stands on, from 0 at the top.</summary>
    public int Line { get; private set; }

    /// <summary>What the field may say, the likeliest first: the reading itself, and others.</summary>
    public ReadOnlySpan<ReadAlternative> Alternatives => _alternatives.AsSpan(0, _alternativeCount);

    /// <summary>The box around all characters; empty if there is none.</summary>
    public PixelBox Box
    {
        get
        {
            if (_length == 0)
                return default;
            PixelBox box = _symbols[0].Box;
            foreach (ReadSymbol symbol in Symbols)
                box = PixelBox.Around(box, symbol.Box);
            return box;
        }
    }

    /// <summary>Writes the characters as text, without allocating.</summary>
    /// <param name="destination">Receives them.</param>
    /// <returns>The number of characters, or -1 if there is no room for them.</returns>
    public int Format(Span<char> destination)
    {
        if (destination.Length < _length)
            return -1;
        for (int i = 0; i < _length; i++)
            destination[i] = _symbols[i].Character;
        return _length;
    }

    /// <summary>The characters as text.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[FieldPattern.MaxLength];
        return new string(text[..Format(text)]);
    }

    internal void Clear(int line)
    {
        _length = 0;
        _alternativeCount = 0;
        Confidence = 0;
        Line = line;
    }

    /// <summary>Adds a character; beyond <see cref="FieldPattern.MaxLength"/> nothing.</summary>
    internal void Add(in ReadSymbol symbol)
    {
        if (_length < _symbols.Length)
            _symbols[_length++] = symbol;
    }

    /// <summary>Adds an alternative, the likeliest first; beyond <see cref="MaxAlternatives"/> nothing.</summary>
    internal void AddAlternative(ReadOnlySpan<char> text, float confidence)
    {
        if (_alternativeCount < MaxAlternatives)
            _alternatives[_alternativeCount++].Set(text, confidence);
    }

    internal void SetConfidence(float confidence) => Confidence = confidence;
}
