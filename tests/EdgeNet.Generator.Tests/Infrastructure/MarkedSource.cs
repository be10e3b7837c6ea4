using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace EdgeNet.Generator.Tests.Infrastructure;

/// <summary>Source text with the squiggles that are expected in it, written {|EDGE1004:Dense(10)|}.</summary>
/// <param name="Text">The text without the marks.</param>
/// <param name="Squiggles">The id of each expected diagnostic and where it stands.</param>
internal sealed partial record MarkedSource(string Text, IReadOnlyList<(string Id, TextSpan Span)> Squiggles)
{
    /// <summary>Takes the marks out; one place may hold several ids, {|EDGE1008,EDGE1008:3|}.</summary>
    public static MarkedSource Parse(string marked)
    {
        var text = new StringBuilder();
        var squiggles = new List<(string, TextSpan)>();
        int end = 0;
        foreach (Match match in Mark().Matches(marked))
        {
            text.Append(marked, end, match.Index - end);
            string inside = match.Groups["text"].Value;
            foreach (string id in match.Groups["ids"].Value.Split(',')) squiggles.Add((id, new TextSpan(text.Length, inside.Length)));
            text.Append(inside);
            end = match.Index + match.Length;
        }

        text.Append(marked, end, marked.Length - end);
        return new(text.ToString(), squiggles);
    }

    [GeneratedRegex(@"\{\|(?<ids>EDGE\d+(,EDGE\d+)*):(?<text>.*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
