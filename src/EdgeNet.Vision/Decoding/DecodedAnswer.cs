using EdgeNet.Vision.Patterns;

namespace EdgeNet.Vision.Decoding;

/// <summary>One way to read a field. A decoder has some and fills them again for every line.</summary>
internal sealed class DecodedAnswer
{
    private readonly char[] _text = new char[FieldPattern.MaxLength];
    private readonly DecodedSymbol[] _symbols = new DecodedSymbol[FieldPattern.MaxLength];
    private int _length;

    /// <summary>The answer as it is written: digits, a ZIP code's dash, an amount's points and commas.</summary>
    internal ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    /// <summary>Its characters, each with its frames on the likeliest path.</summary>
    internal ReadOnlySpan<DecodedSymbol> Symbols => _symbols.AsSpan(0, _length);

    /// <summary>The probability of this answer, 0 to 1; with those of all others and of no field it makes 1.</summary>
    internal double Probability { get; set; }

    /// <summary>Whether it is in the pattern's list of codes; true without a list.</summary>
    internal bool IsListed { get; set; }

    internal void Clear() => _length = 0;

    internal void Reverse()
    {
        _text.AsSpan(0, _length).Reverse();
        _symbols.AsSpan(0, _length).Reverse();
    }

    internal void Add(in DecodedSymbol symbol)
    {
        if (_length == _symbols.Length)
            return;
        _text[_length] = symbol.Character;
        _symbols[_length++] = symbol;
    }
}
