using EdgeNet.Generator.Models;
using EdgeNet.Generator.Problems;
using EdgeNet.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace EdgeNet.Generator;

/// <summary>
/// [Network] classes in, inference code out. Source and diagnostics leave by branches of their own: the source depends on nothing but
/// what the attributes say, the diagnostics follow every edit that moves them.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    private const string NetworkAttribute = "EdgeNet.NetworkAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<TargetPlatform> platform = context.CompilationProvider
            .Select(PlatformReader.Read).WithTrackingName(StepNames.Platform);
        IncrementalValuesProvider<NetworkSite> sites = context.SyntaxProvider
            .ForAttributeWithMetadataName(NetworkAttribute, NetworkReader.IsCandidate, NetworkReader.Read)
            .Where(site => site is not null).Select((site, _) => site!).WithTrackingName(StepNames.Sites);

        IncrementalValuesProvider<CompiledNetwork> compiled = sites
            .Where(site => site.Declaration is not null).Select((site, _) => site.Declaration!).WithTrackingName(StepNames.Declarations)
            .Select(SourceCompiler.Compile).WithTrackingName(StepNames.Compiled);
        IncrementalValueProvider<CaseClashes> clashes = compiled.Select((network, _) => network.Key).Collect()
            .Select(CaseClashes.Find).WithTrackingName(StepNames.Clashes);

        IncrementalValuesProvider<GeneratedFile> files = compiled.Combine(platform).Combine(clashes)
            .Where(item => item.Left.Left.Source is not null && item.Left.Right.IsSupported)
            .Select((item, _) => new GeneratedFile(HintName.Of(item.Left.Left.Key, item.Right), item.Left.Left.Source!))
            .WithTrackingName(StepNames.Files);
        context.RegisterSourceOutput(files, (output, file) => output.AddSource(file.HintName, file.ToSourceText()));

        IncrementalValuesProvider<PlacedProblem> problems = sites
            .Select((site, _) => site.Places).WithTrackingName(StepNames.Places)
            .Combine(compiled.Select((network, _) => network.WithoutSource()).Collect()).Combine(platform)
            .SelectMany((item, _) => ProblemPlacer.Place(item.Left.Left, item.Left.Right, item.Right))
            .WithTrackingName(StepNames.Problems);
        context.RegisterSourceOutput(problems.Combine(context.CompilationProvider), (output, item) =>
            output.ReportDiagnostic(Diagnostics.Of(item.Left, item.Right)));
    }
}
