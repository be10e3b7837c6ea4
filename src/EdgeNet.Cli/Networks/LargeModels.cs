using EdgeNet.Description;
using EdgeNet.Generator;
using Microsoft.CodeAnalysis;

namespace EdgeNet.Cli.Networks;

/// <summary>The networks of EdgeNet.Models.Large: the command holds their classes' text, and compiles one when its code is to run.</summary>
internal static class LargeModels
{
    private const string Folder = "EdgeNet.Models.Large/";
    private const string Ending = ".cs";

    /// <summary>Their class names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(LargeModels).Assembly.GetManifestResourceNames().Where(r => r.StartsWith(Folder, StringComparison.Ordinal))
            .Select(r => r[Folder.Length..^Ending.Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads a network's class.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static NetworkEntry Load(string name)
    {
        using Stream stream = typeof(LargeModels).Assembly.GetManifestResourceStream(Folder + name + Ending)!;
        using var reader = new StreamReader(stream);
        NetworkDescription description = NetworkText.Read(reader.ReadToEnd(), References()).Single(d => d.Name == name);
        return new DescribedEntry(description, "EdgeNet.Models");
    }

    private static IEnumerable<MetadataReference> References()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] files = ["System.Private.CoreLib.dll", "System.Runtime.dll", "netstandard.dll"];
        return files.Select(file => Path.Combine(framework, file)).Append(typeof(NetworkAttribute).Assembly.Location).Select(file => MetadataReference.CreateFromFile(file));
    }
}
