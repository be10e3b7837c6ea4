using System.Globalization;
using System.Net;
using EdgeNet.Cli.Output;
using EdgeNet.Safety;

namespace EdgeNet.Cli.Pages;

/// <summary>Pieces of HTML. What comes from data or the command line passes through <see cref="Text"/>.</summary>
internal static class Markup
{
    private const int LongestText = 300;

    /// <summary>Foreign text as a page may show it, in an element or between the quotes of an attribute.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(PlainText.Shorten(text, LongestText));

    /// <summary>A figure as people read it, with its full precision for programs; empty where it is not defined.</summary>
    /// <param name="name">The class of the element, by which programs find it.</param>
    /// <param name="value">The figure.</param>
    /// <param name="text">The figure as people read it.</param>
    public static string Value(string name, double value, string text) => double.IsFinite(value)
        ? string.Create(CultureInfo.InvariantCulture, $"<data class=\"{name}\" value=\"{value:R}\">{text}</data>") : "";

    /// <summary>A share as percents.</summary>
    public static string Percent(string name, double share) => Value(name, share, Format.Percent(share));

    /// <summary>A whole number.</summary>
    public static string Count(string name, long count) => Value(name, count, Format.Count(count));

    /// <summary>A number with four decimals.</summary>
    public static string Number(string name, double value) => Value(name, value, Format.Fixed(value, 4));

    /// <summary>A picture whose pixels stay sharp where it is enlarged.</summary>
    /// <param name="png">The PNG file.</param>
    /// <param name="width">The width in CSS pixels.</param>
    /// <param name="height">The height in CSS pixels.</param>
    /// <param name="alternative">What it shows, in a few words of EdgeNet's own.</param>
    public static string Picture(byte[] png, int width, int height, string alternative) => string.Create(CultureInfo.InvariantCulture,
        $"<img width=\"{width}\" height=\"{height}\" alt=\"{WebUtility.HtmlEncode(alternative)}\" "
            + $"src=\"data:image/png;base64,{Convert.ToBase64String(png)}\">");
}
