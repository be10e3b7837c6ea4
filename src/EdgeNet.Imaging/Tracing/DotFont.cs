using SkiaSharp;

namespace EdgeNet.Imaging.Tracing;

/// <summary>The common 5×7 dot-matrix font: labels are the same on every machine, whether it has fonts or not.</summary>
internal static class DotFont
{
    /// <summary>Dots from one character to the next.</summary>
    internal const int Advance = 6;

    /// <summary>Rows of dots from one line to the next.</summary>
    internal const int LineHeight = 10;

    /// <summary>Rows of a capital.</summary>
    internal const int Height = 7;

    private const char First = ' ';
    private const char Last = '~';

    // Five columns a character from the blank to the tilde, left to right; the lowest bit is the top row, the highest below the line.
    private static readonly byte[] Columns = Convert.FromHexString(
        "0000000000" + "00005F0000" + "0007000700" + "147F147F14" + "242A7F2A12" + "2313086462" + "3649562050" + "0000070000"
        + "001C224100" + "0041221C00" + "2A1C7F1C2A" + "08083E0808" + "0050300000" + "0808080808" + "0060600000" + "2010080402"
        + "3E5149453E" + "00427F4000" + "4261514946" + "2141454B31" + "1814127F10" + "2745454539" + "3C4A494930" + "0171090503"
        + "3649494936" + "064949291E" + "0036360000" + "0056360000" + "0814224100" + "1414141414" + "0041221408" + "0201510906"
        + "324979413E" + "7E1111117E" + "7F49494936" + "3E41414122" + "7F4141221C" + "7F49494941" + "7F09090901" + "3E4149497A"
        + "7F0808087F" + "00417F4100" + "2040413F01" + "7F08142241" + "7F40404040" + "7F020C027F" + "7F0408107F" + "3E4141413E"
        + "7F09090906" + "3E4151215E" + "7F09192946" + "4649494931" + "01017F0101" + "3F4040403F" + "1F2040201F" + "3F4038403F"
        + "6314081463" + "0708700807" + "6151494543" + "007F414100" + "0204081020" + "0041417F00" + "0402010204" + "4040404040"
        + "0001020400" + "2054545478" + "7F48444438" + "3844444420" + "384444487F" + "3854545418" + "087E090102" + "18A4A4A47C"
        + "7F08040478" + "00447D4000" + "4080847D00" + "7F10284400" + "00417F4000" + "7C04180478" + "7C08040478" + "3844444438"
        + "FC24242418" + "18242418FC" + "7C08040408" + "4854545420" + "043F444020" + "3C4040207C" + "1C2040201C" + "3C4030403C"
        + "4428102844" + "1CA0A0A07C" + "4464544C44" + "0008364100" + "00007F0000" + "0041360800" + "0804081008");

    /// <summary>The width of a text in dots.</summary>
    internal static int WidthOf(string text) => text.Length * Advance;

    /// <summary>Draws a line of text.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="text">The text; what is not printable ASCII is shown as '?'.</param>
    /// <param name="x">The left edge of the first character.</param>
    /// <param name="y">The upper edge of capitals.</param>
    /// <param name="dot">The side of a dot in pixels.</param>
    /// <param name="paint">The ink.</param>
    internal static void Draw(SKCanvas canvas, string text, float x, float y, float dot, SKPaint paint)
    {
        foreach (char c in text)
        {
            int glyph = 5 * ((c is >= First and <= Last ? c : '?') - First);
            for (int column = 0; column < 5; column++)
            {
                for (int row = 0; row < 8; row++)
                {
                    if (((Columns[glyph + column] >> row) & 1) != 0)
                        canvas.DrawRect(x + column * dot, y + row * dot, dot, dot, paint);
                }
            }

            x += Advance * dot;
        }
    }
}
