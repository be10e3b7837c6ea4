using System.Globalization;
using System.Text.RegularExpressions;
using EdgeNet.Description;
using EdgeNet.Generator;
using Microsoft.CodeAnalysis;

namespace EdgeNet.Cli.Networks;

/// <summary>The networks of EdgeNet.Models.Large: the command holds their classes' text, and compiles one when its code is to run.</summary>
internal static partial class LargeModels
{
    private const string Folder = "EdgeNet.Models.Large/";
    private const string Ending = ".cs";

    /// <summary>Their class names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(LargeModels).Assembly.GetManifestResourceNames().Where(r => r.StartsWith(Folder, StringComparison.Ordinal))
            .Select(r => r[Folder.Length..^Ending.Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>A network's input shape, without compiling its class: the help of every command shows it.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static int[] InputShape(string name) =>
        [.. InputPattern().Match(Text(name)).Groups[1].Value.Split(',').Select(size => int.Parse(size, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture))];

    /// <summary>Reads a network's class.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static NetworkEntry Load(string name)
    {
        NetworkDescription description = NetworkText.Read(Text(name), References()).Single(d => d.Name == name);
        return new DescribedEntry(description, "EdgeNet.Models");
    }

    private static string Text(string name)
    {
        using Stream stream = typeof(LargeModels).Assembly.GetManifestResourceStream(Folder + name + Ending)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^\[Network\(([0-9, ]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex InputPattern();

    private static IEnumerable<MetadataReference> References()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] files = ["System.Private.CoreLib.dll", "System.Runtime.dll", "netstandard.dll"];
        return files.Select(file => Path.Combine(framework, file)).Append(typeof(NetworkAttribute).Assembly.Location).Select(file => MetadataReference.CreateFromFile(file));
    }
}
