using System.Buffers;
using EdgeNet.Vision.Patterns;

namespace EdgeNet.Devices.Status;

/// <summary>Whether a text from outside may be what a reading should have been.</summary>
internal static class CorrectedText
{
    internal const string Expected = "The right value: expected 1 to 96 of 0 to 9, '.', ',' and '-', the first and the last a digit.";

    private static readonly SearchValues<char> Symbols = SearchValues.Create("0123456789.,-");

    internal static bool IsOne(string text) =>
        text.Length is >= 1 and <= FieldPattern.MaxLength && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1])
        && !text.AsSpan().ContainsAnyExcept(Symbols);
}
