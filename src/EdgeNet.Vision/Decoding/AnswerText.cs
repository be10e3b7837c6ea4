using EdgeNet.Vision.Patterns;

namespace EdgeNet.Vision.Decoding;

/// <summary>An answer's digits, and what stands visibly before each.</summary>
internal sealed class AnswerText
{
    private readonly byte[] _digits = new byte[FieldPattern.MaxDigits];
    private readonly char[] _visible = new char[FieldPattern.MaxDigits];

    /// <summary>The number of digits.</summary>
    internal int Count { get; private set; }

    /// <summary>A digit, 0 to 9.</summary>
    internal int Digit(int index) => _digits[index];

    /// <summary>The character before a digit that makes another answer than none would: '-', '.', or '\0' for none.</summary>
    internal char Visible(int index) => _visible[index];

    internal void Begin(int count) => Count = count;

    internal void Set(int index, int digit, char visible)
    {
        _digits[index] = (byte)digit;
        _visible[index] = visible;
    }
}
