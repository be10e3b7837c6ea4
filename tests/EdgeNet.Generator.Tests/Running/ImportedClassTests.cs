using EdgeNet.Compiler.Graph;
using EdgeNet.Generator.Tests.Infrastructure;
using EdgeNet.Onnx;
using EdgeNet.Onnx.Tests.Import;

namespace EdgeNet.Generator.Tests.Running;

/// <summary>The class that an ONNX import writes says to the generator what the import has found.</summary>
public class ImportedClassTests
{
    [Fact]
    public void A_written_class_is_the_network_that_was_imported()
    {
        (string Name, ImportedNetwork Network)[] imported = [.. OperatorModels.All.Where((m, i) => i % 5 == 0).Select(m => m.Value).Index().Select(m =>
            ($"Net{m.Index}", m.Item().Import(new ImportOptions { ClassName = FormattableString.Invariant($"Net{m.Index}") })))];
        GeneratorRun run = GeneratorRun.On([.. imported.Select(i => (i.Name + ".cs", NetworkClassWriter.Write(i.Network, "Imported")))]);
        Assert.Empty(run.Diagnostics.Select(d => d.ToString()));
        Assert.Empty(run.CompilerErrors().Take(5).Select(d => d.ToString()));
        foreach (var (name, network) in imported)
        {
            string file = run.Files.Single(f => f.Key.EndsWith($"{name}.g.cs", StringComparison.Ordinal)).Value;
            Assert.True(file.Contains($"\"{name}\", \"{Fingerprint.Of(network.Graph)}\"", StringComparison.Ordinal), NetworkClassWriter.Write(network, "Imported"));
        }
    }
}
