using EdgeNet.Vision.Patterns;

namespace EdgeNet.Vision.Reading;

/// <summary>One way to read a field. It is filled again for every frame.</summary>
public sealed class ReadAlternative
{
    private readonly char[] _text = new char[FieldPattern.MaxLength];
    private int _length;

    internal ReadAlternative()
    {
    }

    /// <summary>The text.</summary>
    public ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    /// <summary>The probability that the field says this, 0 to 1.</summary>
    public float Confidence { get; private set; }

    /// <summary>The text.</summary>
    public override string ToString() => new(Text);

    internal void Set(ReadOnlySpan<char> text, float confidence)
    {
        _length = Math.Min(text.Length, _text.Length);
        text[.._length].CopyTo(_text);
        Confidence = confidence;
    }
}
