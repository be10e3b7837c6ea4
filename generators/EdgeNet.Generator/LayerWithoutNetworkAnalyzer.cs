using System.Collections.Immutable;
using EdgeNet.Generator.Problems;
using EdgeNet.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EdgeNet.Generator;

/// <summary>
/// Finds layers on classes that are no networks. An analyzer, because the generator would have to look at every class with any
/// attribute on every edit.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LayerWithoutNetworkAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = Diagnostics.DescriptorOf(DeclarationProblems.LayerWithoutNetwork);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptor);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        AttributeData? layer = null;
        foreach (AttributeData attribute in context.Symbol.GetAttributes())
        {
            if (LayerAttributes.IsNetwork(attribute.AttributeClass)) return;
            if (LayerAttributes.BaseOf(attribute.AttributeClass) is not null) layer ??= attribute;
        }

        if (layer?.ApplicationSyntaxReference is not { } reference) return;
        string message = DeclarationProblems.LayerWithoutNetwork.At(null, null, context.Symbol.Name).Message;
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, Location.Create(reference.SyntaxTree, reference.Span), message));
    }
}
