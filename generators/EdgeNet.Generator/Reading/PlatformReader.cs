using EdgeNet.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeNet.Generator.Reading;

/// <summary>Compilation → what it offers to the emitted code.</summary>
internal static class PlatformReader
{
    private const LanguageVersion Oldest = LanguageVersion.CSharp12;

    /// <summary>Reads language version, runtime and framework.</summary>
    public static TargetPlatform Read(Compilation compilation, CancellationToken cancellation)
    {
        LanguageVersion version = ((CSharpCompilation)compilation).LanguageVersion;
        // A type that several references define counts as well: the compiler will say which.
        bool hasRuntime = compilation.GetTypesByMetadataName("EdgeNet.ICompiledNetwork`1").Length > 0;
        bool hasFramework = compilation.GetTypesByMetadataName("System.Runtime.Intrinsics.Vector512")
            .Any(type => type.GetMembers("MultiplyAddEstimate").Length > 0);
        return new(version.ToDisplayString(), version >= Oldest, hasRuntime, hasFramework);
    }
}
