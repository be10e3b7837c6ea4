using EdgeNet.Vision.Decoding;
using EdgeNet.Vision.Strips;

namespace EdgeNet.Vision.Reading;

/// <summary>Writes what was decoded on a strip as a field of the frame.</summary>
internal static class FieldWriter
{
    // Columns of a strip that a frame of the network's output stands for.
    private const float FrameColumns = 4;

    // The most that a digit reaches to either side of its middle, in columns, and a point or a comma.
    private const float DigitReach = 0.45f * LineStrips.DigitRows;
    private const float MarkReach = 0.15f * LineStrips.DigitRows;

    /// <summary>Writes the characters of an answer with their boxes.</summary>
    /// <param name="field">Takes them.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="strips">The strips that it was read on.</param>
    internal static void Write(ReadField field, DecodedAnswer answer, LineStrips strips)
    {
        ReadOnlySpan<DecodedSymbol> symbols = answer.Symbols;
        for (int i = 0; i < symbols.Length; i++)
        {
            float middle = Column(symbols[i]);
            float reach = char.IsAsciiDigit(symbols[i].Character) ? DigitReach : MarkReach;
            float from = middle - reach, to = middle + reach;
            // Neighbours share what is between them.
            if (i > 0)
                from = Math.Max(from, (Column(symbols[i - 1]) + middle) / 2);
            if (i + 1 < symbols.Length)
                to = Math.Min(to, (Column(symbols[i + 1]) + middle) / 2);
            field.Add(new ReadSymbol(symbols[i].Character, symbols[i].Probability, strips.BoxOf(from, to)));
        }
    }

    /// <summary>The column of a symbol's middle.</summary>
    internal static float Column(in DecodedSymbol symbol) => FrameColumns * (symbol.Center + 0.5f);
}
