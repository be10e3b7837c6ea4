using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Graph;
using EdgeNet.Onnx.OnnxRuntime;
using EdgeNet.Tests.Shared.Reference;
using EdgeNet.Tests.Shared;
using FsCheck.Fluent;
using FsCheck;
using Xunit.Abstractions;

namespace EdgeNet.Onnx.Tests.OnnxRuntime;

/// <summary>What ONNX Runtime makes of exported networks, against the scalar reference.</summary>
public class OnnxRuntimeTests(ITestOutputHelper output)
{
    private const float Tolerance = 1e-5f;

    [Fact]
    public void Exported_networks_give_the_references_answers()
    {
        if (Peer.Find(output) is not { } library) return;
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            (NetworkGraph graph, RandomParameters parameters, float[] input) = RandomGraph.Create(seed);
            float[] expected = new ReferenceNetwork(graph, parameters).Run(input);
            try
            {
                AssertClose(expected, Run(library, graph, parameters, input));
            }
            catch (Exception e)
            {
                string network = string.Join("\n", graph.Nodes.Select(n => $"{n.Name}: {n.Layer.Kind} {n.Layer.Settings} → {n.Shape}"));
                throw new InvalidOperationException($"{e.Message}\n{network}", e);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(100_000));
    }

    [Fact]
    public void Runs_allocate_nothing_and_follow_the_input()
    {
        if (Peer.Find(output) is not { } library) return;
        NetworkGraph graph = Single(new Activate(new(Activation.ReLU)), new TensorShape(3));
        using var session = OnnxRuntimeSession.Create(library, graph, new RandomParameters([], 0));
        session.Run();
        ((ReadOnlySpan<float>)[-1, 0.5f, 2]).CopyTo(session.Input());
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 100; i++) session.Run();
        }));
        Assert.Equal([0, 0.5f, 2], session.Output().ToArray());
    }

    [Fact]
    public void Tells_what_the_library_complains_about()
    {
        if (Peer.Find(output) is not { } library) return;
        NetworkGraph graph = Single(new Flatten(), new TensorShape(2, 3));
        var broken = Assert.Throws<OnnxRuntimeException>(() => OnnxRuntimeSession.Create(library, [1, 2, 3], graph));
        Assert.StartsWith("ONNX Runtime: ", broken.Message);

        // A model of other names and shapes than the graph says.
        NetworkGraph other = Single(new Flatten(), new TensorShape(2, 4));
        using var session = OnnxRuntimeSession.Create(library, OnnxExporter.Export(other, new RandomParameters([], 0)), graph);
        Assert.Contains("input", Assert.Throws<OnnxRuntimeException>(session.Run).Message);
        session.Dispose();
        Assert.Throws<ObjectDisposedException>(session.Run);
    }

    [Fact]
    public void A_library_that_is_missing_or_something_else_is_an_error()
    {
        Assert.Contains("no/such.so", Assert.Throws<OnnxRuntimeException>(() => OnnxRuntimeLibrary.Load("no/such.so")).Message);
        string text = Path.GetTempFileName();
        try
        {
            File.WriteAllText(text, "not a library");
            Assert.Contains(text, Assert.Throws<OnnxRuntimeException>(() => OnnxRuntimeLibrary.Load(text)).Message);
        }
        finally
        {
            File.Delete(text);
        }
    }

    private static float[] Run(OnnxRuntimeLibrary library, NetworkGraph graph, RandomParameters parameters, float[] input)
    {
        using var session = OnnxRuntimeSession.Create(library, graph, parameters);
        input.CopyTo(session.Input());
        session.Run();
        return session.Output().ToArray();
    }

    private static void AssertClose(float[] expected, float[] found)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            bool close = Math.Abs(expected[i] - found[i]) <= Tolerance * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(close, $"Element {i}: expected {expected[i]}, found {found[i]}.");
        }
    }

    private static NetworkGraph Single(Layer layer, TensorShape shape) => new(
        "Single",
        [new("input", new Input(shape), default, shape, -1), new("layer", layer, new[] { "input" }, layer.InferShape([shape]), 0)],
        ["layer"]);
}
