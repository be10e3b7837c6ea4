using EdgeNet.Compiler;
using EdgeNet.Description;
using EdgeNet.Generator.Models;
using EdgeNet.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeNet.Generator.Tests.Pipeline;

/// <summary>What the generator makes of a compiler that fails or is told to stop.</summary>
public sealed class SourceCompilerTests
{
    private static readonly NetworkDeclaration Declaration =
        new("A", new TargetClass("", default, "A"), new NetworkDescription("A", [3]), IsExtensible: true);

    [Fact]
    public void A_fault_of_the_compiler_is_one_network_s_error()
    {
        CompiledNetwork compiled = SourceCompiler.Compile(Declaration, (_, _) => throw new InvalidOperationException("Broken graph."), default);
        Assert.Null(compiled.Source);
        Assert.Equal("EDGE2010", Assert.Single(compiled.Problems).Id);
        Assert.Contains("InvalidOperationException: Broken graph.", compiled.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_run_compiles_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => SourceCompiler.Compile(Declaration, (_, _) => throw new InvalidOperationException(), cancelled));
        Assert.Throws<OperationCanceledException>(() => SourceCompiler.Compile(Declaration, (_, _) => throw new OperationCanceledException(), default));
        Assert.Throws<OperationCanceledException>(() =>
            CSharpGeneratorDriver.Create(new NetworkGenerator()).RunGenerators(GeneratorRun.On(Sources.Small).Input, cancelled));
    }

    [Fact]
    public void A_run_that_was_cancelled_can_be_repeated()
    {
        GeneratorRun run = GeneratorRun.On(Sources.Small);
        using var source = new CancellationTokenSource();
        CompilationResult CancelWithin(NetworkDescription description, TargetClass target)
        {
            source.Cancel();
            source.Token.ThrowIfCancellationRequested();
            return NetworkCompiler.Compile(description, target);
        }

        NetworkDeclaration declaration = run.Declarations.Single();
        Assert.Throws<OperationCanceledException>(() => SourceCompiler.Compile(declaration, CancelWithin, source.Token));
        Assert.Equal(run.Files.Single().Value, SourceCompiler.Compile(declaration, default).Source);
    }
}
