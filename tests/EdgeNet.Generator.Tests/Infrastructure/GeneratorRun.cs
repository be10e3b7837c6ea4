using System.Collections.Immutable;
using EdgeNet.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EdgeNet.Generator.Tests.Infrastructure;

/// <summary>The generator run on a compilation, and run again after edits.</summary>
internal sealed class GeneratorRun
{
    private GeneratorDriver _driver;

    private GeneratorRun(GeneratorDriver driver, CSharpCompilation compilation)
    {
        _driver = driver;
        Input = compilation;
        Output = compilation;
        Run();
    }

    /// <summary>The compilation before generation.</summary>
    public CSharpCompilation Input { get; private set; }

    /// <summary>The compilation with the generated files.</summary>
    public CSharpCompilation Output { get; private set; }

    /// <summary>What the generator reported, with what #pragma and options suppress taken out as the compiler does.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; private set; }

    /// <summary>What the generator did.</summary>
    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    /// <summary>The generated files by hint name.</summary>
    public IReadOnlyDictionary<string, string> Files => Result.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    /// <summary>What the generator read of each network, in order.</summary>
    public NetworkDeclaration[] Declarations => Result.TrackedSteps.TryGetValue(StepNames.Declarations, out var steps)
        ? [.. steps.SelectMany(step => step.Outputs).Select(output => (NetworkDeclaration)output.Value)]
        : [];

    /// <summary>Runs the generator on source files, each a path and a text.</summary>
    public static GeneratorRun On(params (string Path, string Text)[] files) => On(References.All, LanguageVersion.Latest, files);

    /// <summary>Runs the generator on one file.</summary>
    public static GeneratorRun On(string source) => On(("Networks.cs", source));

    /// <summary>Runs the generator on a project of its own references and C# version.</summary>
    public static GeneratorRun On(IEnumerable<MetadataReference> references, LanguageVersion version, params (string Path, string Text)[] files) => On(
        references, new CSharpParseOptions(version),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable), files);

    /// <summary>Runs the generator on a project of its own options.</summary>
    public static GeneratorRun On(
        IEnumerable<MetadataReference> references, CSharpParseOptions parseOptions, CSharpCompilationOptions options, params (string Path, string Text)[] files)
    {
        var compilation = CSharpCompilation.Create("Networks", files.Select(file => Parse(file.Path, file.Text, parseOptions)), references, options);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new NetworkGenerator().AsSourceGenerator()],
            parseOptions: parseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return new(driver, compilation);
    }

    /// <summary>Replaces a file, or adds it, and runs again.</summary>
    public GeneratorRun Edit(string path, string text)
    {
        SyntaxTree? old = Input.SyntaxTrees.SingleOrDefault(tree => tree.FilePath == path);
        Input = old is null
            ? Input.AddSyntaxTrees(Parse(path, text, (CSharpParseOptions)Input.SyntaxTrees[0].Options))
            : Input.ReplaceSyntaxTree(old, old.WithChangedText(SourceText.From(text)));
        Run();
        return this;
    }

    /// <summary>Runs again on a compilation that is equal, but another object.</summary>
    public void RunOnClone()
    {
        Input = Input.Clone();
        Run();
    }

    /// <summary>Sets the severity of an id, as a project's options do, and runs again.</summary>
    public void SetSeverity(string id, ReportDiagnostic severity)
    {
        Input = Input.WithOptions(Input.Options.WithSpecificDiagnosticOptions([new(id, severity)]));
        Run();
    }

    /// <summary>Replaces a piece of the only file and runs again.</summary>
    public GeneratorRun Replace(string piece, string with)
    {
        string text = Input.SyntaxTrees.Single().ToString();
        Assert.Contains(piece, text, StringComparison.Ordinal);
        return Edit(Input.SyntaxTrees.Single().FilePath, text.Replace(piece, with, StringComparison.Ordinal));
    }

    /// <summary>Everything that the user is shown of EdgeNet: the generator's diagnostics and the analyzer's.</summary>
    public async Task<IReadOnlyList<Diagnostic>> AllDiagnosticsAsync()
    {
        ImmutableArray<Diagnostic> found = await Input
            .WithAnalyzers([new LayerWithoutNetworkAnalyzer()]).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return [.. Diagnostics, .. found];
    }

    /// <summary>The compiler's errors, with the generated files.</summary>
    public IEnumerable<Diagnostic> CompilerErrors() => Output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error);

    private static SyntaxTree Parse(string path, string text, CSharpParseOptions options) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), options, path);

    private void Run()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(Input, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        Output = (CSharpCompilation)output;
        Diagnostics = [.. diagnostics.Where(diagnostic => !diagnostic.IsSuppressed)];
    }
}
