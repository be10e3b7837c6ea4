using EdgeNet.Compiler.Tests.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeNet.Arm64.Tests.Building;

/// <summary>
/// Compiles emitted networks, each with a function that C can call. The references are the very assemblies that the native code is compiled with.
/// </summary>
internal static class ManagedAssembly
{
    /// <summary>What emitted networks stand on.</summary>
    public static string[] Runtime { get; } = [.. new[] { "EdgeNet.Runtime.dll", "EdgeNet.Abstractions.dll" }.Select(f => Path.Combine(AppContext.BaseDirectory, f))];

    /// <summary>The C name of a network's function.</summary>
    public static string EntryPoint(EmittedNetwork network) => "infer_" + network.Graph.Name;

    /// <summary>Compiles networks into one assembly.</summary>
    /// <param name="networks">The networks.</param>
    /// <param name="path">Where the assembly goes.</param>
    /// <param name="architecture">x64 or arm64.</param>
    public static void Compile(IReadOnlyList<EmittedNetwork> networks, string path, string architecture)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp12);
        IEnumerable<string> references = Tools.Framework(architecture).SelectMany(f => Directory.EnumerateFiles(f, "*.dll")).Concat(Runtime);
        var compilation = CSharpCompilation.Create(Path.GetFileNameWithoutExtension(path),
            [CSharpSyntaxTree.ParseText(EntryPoints(networks), options), .. networks.Select(n => CSharpSyntaxTree.ParseText(n.Source, options, n.Graph.Name + ".g.cs"))],
            references.Select(f => MetadataReference.CreateFromFile(f)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));
        var result = compilation.Emit(path);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5)));
    }

    private static string EntryPoints(IReadOnlyList<EmittedNetwork> networks) => $$"""
        namespace Emitted
        {
        {{string.Join("\n", networks.Select(n => $"    public sealed partial class {n.Graph.Name};"))}}

            public static unsafe class EntryPoints
            {
        {{string.Join("\n", networks.Select(n => $$"""
                [global::System.Runtime.InteropServices.UnmanagedCallersOnly(EntryPoint = "{{EntryPoint(n)}}")]
                public static void {{n.Graph.Name}}(float* input, int inputLength, float* weights, int weightsLength,
                    float* workspace, int workspaceLength, float* output, int outputLength) =>
                    global::Emitted.{{n.Graph.Name}}.Infer(new(input, inputLength), new(weights, weightsLength),
                        new(workspace, workspaceLength), new(output, outputLength));
        """))}}
            }
        }
        """;
}
