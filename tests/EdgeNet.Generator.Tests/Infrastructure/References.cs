using Microsoft.CodeAnalysis;

namespace EdgeNet.Generator.Tests.Infrastructure;

/// <summary>What compilations of the tests refer to.</summary>
internal static class References
{
    /// <summary>The framework that the tests run on.</summary>
    public static readonly MetadataReference[] Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Where(path => Path.GetFileName(path) is "mscorlib.dll" or "netstandard.dll" or ['S', 'y', 's', 't', 'e', 'm', '.', ..])
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The attributes.</summary>
    public static readonly MetadataReference Abstractions = MetadataReference.CreateFromFile(typeof(LayerAttribute).Assembly.Location);

    /// <summary>What the emitted code calls.</summary>
    public static readonly MetadataReference Runtime = MetadataReference.CreateFromFile(typeof(NetworkInfo).Assembly.Location);

    /// <summary>Everything that a user's project has.</summary>
    public static readonly MetadataReference[] All = [.. Framework, Abstractions, Runtime];
}
