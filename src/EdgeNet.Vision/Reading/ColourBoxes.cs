using System.Numerics;
using EdgeNet.Vision.Decoding;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Strips;

namespace EdgeNet.Vision.Reading;

/// <summary>
/// Tells whether a field stands in boxes that are printed in a colour of their own, however pale: between its digits run upright lines in
/// which the brightest of red, green and blue is brighter than grey.
/// </summary>
internal static class ColourBoxes
{
    // Grey levels, in the mean along an upright line, by which it is more colourful than the middles of the digits.
    private const float LeastColour = 6;

    // Of the gaps between digits so many show a line: strokes may cover one.
    private const float LeastShare = 0.7f;

    // A line lies between these shares of the way from one digit's middle to the next.
    private const float NearDigit = 0.2f;

    // The rows in which it is looked for: a digit's height.
    private const int FirstRow = 6;
    private const int LastRow = 26;

    /// <summary>Looks between the digits of an answer.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="strips">The strips that it was read on.</param>
    /// <param name="answer">The answer.</param>
    internal static bool Surround(GreyFrame frame, LineStrips strips, DecodedAnswer answer)
    {
        ReadOnlySpan<DecodedSymbol> symbols = answer.Symbols;
        if (!frame.HasDropout || symbols.Length < 2)
            return false;
        int gaps = 0;
        for (int i = 1; i < symbols.Length; i++)
        {
            float left = FieldWriter.Column(symbols[i - 1]), right = FieldWriter.Column(symbols[i]), reach = right - left;
            float most = 0;
            for (float column = left + NearDigit * reach; column <= right - NearDigit * reach; column++)
                most = Math.Max(most, Colour(frame, strips, column));
            float ground = (Colour(frame, strips, left) + Colour(frame, strips, right)) / 2;
            gaps += most - ground > LeastColour ? 1 : 0;
        }

        return gaps >= LeastShare * (symbols.Length - 1);
    }

    private static float Colour(GreyFrame frame, LineStrips strips, float column)
    {
        GreyFrame dropout = frame.DropoutFrame;
        int sum = 0, count = 0;
        for (int row = FirstRow; row <= LastRow; row += 2)
        {
            Vector2 place = strips.ToFrame(column, row);
            int x = (int)place.X, y = (int)place.Y;
            if (x < 0 || y < 0 || x >= frame.Width || y >= frame.Height)
                continue;
            sum += dropout.Row(y)[x] - frame.Row(y)[x];
            count++;
        }

        return count == 0 ? 0 : (float)sum / count;
    }
}
