using EdgeNet.Compiler.Graph;
using EdgeNet.Onnx.Reference;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNet.Onnx.Tests.Export;

/// <summary>What is exported and imported again computes the same.</summary>
public class RoundTripTests
{
    private const float Tolerance = 1e-5f;

    /// <summary>All but the one with an output that does not depend on the input, which import refuses.</summary>
    public static TheoryData<string> Names() => [.. LayerCases.All.Keys.Where(name => name != "Constant output")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Layers_come_back(string name)
    {
        NetworkGraph graph = LayerCases.All[name];
        var random = new Random(5);
        float[] input = [.. Enumerable.Range(0, graph.InputShape.Length).Select(_ => (float)(4 * random.NextDouble() - 2))];
        Compare(graph, new RandomParameters(graph.Parameters().Select(p => new ParameterInfo(p.Name, [.. p.Shape.Dimensions])), 3), input);
    }

    [Fact]
    public void Networks_come_back() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        (NetworkGraph graph, RandomParameters parameters, float[] input) = RandomGraph.Create(seed);
        Compare(graph, parameters, input);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(100_000));

    private static void Compare(NetworkGraph graph, IParameterSource parameters, float[] input)
    {
        ImportedNetwork imported = OnnxImporter.Import(OnnxExporter.Export(graph, parameters), "exported.onnx");
        float[] expected = new ReferenceNetwork(graph, parameters).RunAll(input);
        float[] found = new ReferenceNetwork(imported.Graph, imported.Parameters).RunAll(input);
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            bool isClose = Math.Abs(expected[i] - found[i]) <= Tolerance * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(isClose, $"Element {i}: expected {expected[i]}, found {found[i]}.");
        }
    }
}
