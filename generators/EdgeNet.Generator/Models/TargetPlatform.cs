namespace EdgeNet.Generator.Models;

/// <summary>What a project offers to the emitted code.</summary>
/// <param name="LanguageVersion">The C# version, for messages.</param>
/// <param name="HasLanguage">Whether the C# version is 12 or later.</param>
/// <param name="HasRuntime">Whether EdgeNet's runtime is referenced.</param>
/// <param name="HasFramework">Whether the framework has MultiplyAddEstimate on vectors, as .NET 10 does.</param>
internal sealed record TargetPlatform(string LanguageVersion, bool HasLanguage, bool HasRuntime, bool HasFramework)
{
    /// <summary>Whether the emitted code can compile.</summary>
    public bool IsSupported => HasLanguage && HasRuntime && HasFramework;
}
