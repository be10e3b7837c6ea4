using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace EdgeNet.Safety;

/// <summary>
/// Foreign text (names out of files, paths, arguments) as it may be shown: on a terminal, in a log, in a line of a file. What would act
/// instead of being seen becomes its escape \uXXXX, which is also its escape in JSON and C#.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PlainText
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>
    /// Whether a character is only seen. Controls (C0, C1, DEL), line and paragraph separators, halves of surrogate pairs and code points
    /// without a meaning are not. Nor are format characters, such as those that change the direction of text, but for the two joiners,
    /// which names of many languages hold.
    /// </summary>
    /// <param name="category">The character's category.</param>
    /// <param name="codePoint">The character.</param>
    public static bool IsPlain(UnicodeCategory category, int codePoint) => category switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => false,
        UnicodeCategory.Format => codePoint is ZeroWidthJoiner or ZeroWidthNonJoiner,
        _ => true,
    };

    /// <summary>Escapes a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="keepLines">Whether line feeds stay.</param>
    /// <returns>The text itself where nothing in it needs an escape.</returns>
    public static string Escape(string text, bool keepLines = false)
    {
        if (text is null) throw new ArgumentNullException(nameof(text));
        StringBuilder? escaped = null;
        for (int i = 0; i < text.Length;)
        {
            int length = char.IsSurrogatePair(text, i) ? 2 : 1;
            if (IsPlainAt(text, i, length) || keepLines && text[i] == '\n')
            {
                escaped?.Append(text, i, length);
            }
            else
            {
                escaped ??= new StringBuilder(text, 0, i, text.Length + 16);
                for (int k = i; k < i + length; k++)
                    escaped.Append("\\u").Append(((int)text[k]).ToString("x4", CultureInfo.InvariantCulture));
            }

            i += length;
        }

        return escaped?.ToString() ?? text;
    }

    /// <summary>Escapes a text and cuts it where it is long: a damaged file's name may have megabytes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The characters that are shown at most; an ellipsis follows where more were there.</param>
    public static string Shorten(string text, int longest)
    {
        if (text is null) throw new ArgumentNullException(nameof(text));
        return Escape(text.Length <= longest ? text : text.Substring(0, longest)) + (text.Length <= longest ? "" : "…");
    }

    private static bool IsPlainAt(string text, int index, int length)
    {
        char first = text[index];
        if (first is >= ' ' and <= '~') return true;
        return IsPlain(CharUnicodeInfo.GetUnicodeCategory(text, index), length == 2 ? char.ConvertToUtf32(text, index) : first);
    }
}
