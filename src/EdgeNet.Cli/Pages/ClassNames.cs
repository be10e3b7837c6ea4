using System.Globalization;

namespace EdgeNet.Cli.Pages;

/// <summary>The names of classes, escaped for a page.</summary>
/// <param name="names">The classes in the order of the outputs; there may be fewer.</param>
internal sealed class ClassNames(IReadOnlyList<string> names)
{
    /// <summary>Classes with a name.</summary>
    public int Count => names.Count;

    /// <summary>The name of a class; its number where it has none.</summary>
    public string Of(int c) => c < names.Count ? Markup.Text(names[c]) : c.ToString(CultureInfo.InvariantCulture);
}
