using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Description;
using EdgeNet.Onnx.Reference;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit;

/// <summary>What Trace gives of each layer, and that nobody pays for it who does not ask for it.</summary>
public class TraceTests
{
    /// <summary>
    /// What passes fuse and fold: pooling and activation, batch norm and residual sum, padding, dropout; images, series, volumes.
    /// </summary>
    private static readonly NetworkDescription[] Models =
    [
        new("Image", [1, 14, 14],
            new("Conv2D", A("filters", 4), A("kernel", 3), A("activation", "Tanh"), A("name", "c1")),
            new("MaxPool2D", A("kernel", 2)),
            new("Conv2D", A("filters", 6), A("kernel", 3), A("activation", "ReLU"), A("name", "c3")),
            new("MaxPool2D", A("kernel", 2)),
            new("Flatten"),
            new("Dense", A("units", 8), A("activation", "Tanh")),
            new("Dense", A("units", 5)),
            new("Softmax")),
        new("Residual", [3, 8, 8],
            new("Conv2D", A("filters", 8), A("kernel", 3), A("padding", 1), A("bias", false), A("name", "conv1")),
            new("BatchNorm", A("activation", "ReLU"), A("name", "bn1")),
            new("MaxPool2D", A("kernel", 2), A("name", "pool1")),
            new("Conv2D", A("filters", 8), A("kernel", 3), A("padding", 1), A("bias", false), A("name", "conv2")),
            new("BatchNorm", A("name", "bn2")),
            new("Add", A("inputs", new[] { "pool1" }), A("activation", "ReLU"), A("name", "block1")),
            new("DepthwiseConv2D", A("kernel", 3), A("padding", 1), A("activation", "ReLU"), A("name", "depthwise")),
            new("GlobalAvgPool"),
            new("Flatten"),
            new("Dropout", A("rate", 0.5f)),
            new("Dense", A("units", 7), A("name", "output")),
            new("Softmax")),
        new("Series", [3, 40],
            new("Conv1D", A("filters", 8), A("kernel", 5), A("activation", "ReLU")),
            new("MaxPool1D", A("kernel", 2)),
            new("Conv1D", A("filters", 6), A("kernel", 3), A("dilation", 2), A("activation", "Tanh")),
            new("Flatten"),
            new("Dense", A("units", 6)),
            new("Softmax")),
        new("Volume", [1, 6, 6, 6],
            new("Conv3D", A("filters", 4), A("kernel", 3), A("padding", 1), A("activation", "ReLU")),
            new("MaxPool3D", A("kernel", 2)),
            new("Conv3D", A("filters", 5), A("kernel", 2), A("activation", "LeakyReLU")),
            new("Flatten"),
            new("Dense", A("units", 10)),
            new("Softmax")),
    ];

    private static readonly Lazy<IReadOnlyList<EmittedNetwork>> Traced =
        new(() => EmittedNetwork.CompileAll([.. Models.Select(d => d with { Trace = true })]));

    private delegate void TraceFunction(ReadOnlySpan<float> input, IActivationTrace trace);

    [Fact]
    public void Every_layer_has_the_values_of_the_reference_under_its_own_name()
    {
        foreach (EmittedNetwork network in Traced.Value)
        {
            float[] input = Sample(network.Graph);
            var reference = new ReferenceNetwork(network.Graph, network.Parameters);
            reference.Run(input);
            var trace = new Recorder();
            Trace(network)(input, trace);
            Node[] layers = [.. network.Graph.Nodes.Where(n => n.Layer is not Input)];
            Assert.Equal(layers.Select(n => n.Name), trace.Layers.Select(l => l.Layer.Name));
            foreach ((TensorInfo layer, float[] values) in trace.Layers)
            {
                Assert.Equal([.. network.Graph[layer.Name].Shape.Dimensions], layer.Shape);
                float[] expected = reference.Output(layer.Name);
                float most = expected.Max(Math.Abs);
                Assert.True(most > 0, $"{network.Graph.Name}, {layer.Name}: all are 0, which would compare nothing.");
                for (int i = 0; i < values.Length; i++)
                    Assert.True(Math.Abs(expected[i] - values[i]) <= 1e-4f * most,
                        FormattableString.Invariant($"{network.Graph.Name}, {layer.Name}[{i}]: expected {expected[i]}, found {values[i]}"));
            }
        }
    }

    [Fact]
    public void Tracing_allocates_nothing()
    {
        EmittedNetwork network = Traced.Value[0];
        float[] input = Sample(network.Graph);
        TraceFunction trace = Trace(network);
        var sum = new Summer();
        trace(input, sum);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++) trace(input, sum);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.NotEqual(0, sum.Sum);
    }

    /// <summary>Beside the members of Trace, the text differs in the instance's four ways to be made and in the description.</summary>
    [Fact]
    public void Without_trace_the_text_is_the_same_and_with_it_Infer_is()
    {
        foreach (NetworkDescription description in Models)
        {
            var target = new TargetClass("Emitted", default, description.Name);
            string plain = NetworkCompiler.Compile(description, target).Source!,
                traced = NetworkCompiler.Compile(description with { Trace = true }, target).Source!;
            Assert.DoesNotContain("Trace", plain, StringComparison.Ordinal);
            Assert.Equal(plain, NetworkCompiler.Compile(description with { Trace = false }, target).Source!);
            string infer = Part(plain, "public static void Infer(", "private readonly global::EdgeNet.NetworkInstance");
            Assert.Contains(infer, traced, StringComparison.Ordinal);
            string kernels = plain[plain.IndexOf($"file static class {description.Name}Kernels", StringComparison.Ordinal)..].TrimEnd();
            Assert.Contains(kernels, traced, StringComparison.Ordinal);
            HashSet<string> lines = [.. traced.Split('\n')];
            Assert.Equal(5, plain.Split('\n').Count(line => !lines.Contains(line)));
        }
    }

    [Fact]
    public void An_instance_without_trace_says_so()
    {
        TensorInfo[] tensor = [new("value", [1])];
        var info = new NetworkInfo("Plain", "", tensor, tensor, [], 0, 0, 0);
        using NetworkInstance plain = NetworkInstance.Create(info, (_, _) => { }, (_, _, _, _) => { }, Traced.Value[0].Parameters);
        Assert.Contains("Plain", Assert.Throws<InvalidOperationException>(() => plain.Trace(new float[1], new Summer())).Message,
            StringComparison.Ordinal);
    }

    private static string Part(string text, string from, string to)
    {
        int start = text.IndexOf(from, StringComparison.Ordinal), end = text.IndexOf(to, start, StringComparison.Ordinal);
        Assert.True(start > 0 && end > start);
        return text[start..end];
    }

    private static TraceFunction Trace(EmittedNetwork network)
    {
        object instance = network.Type.GetMethod("Create")!.Invoke(null, [network.Parameters])!;
        return network.Type.GetMethod("Trace")!.CreateDelegate<TraceFunction>(instance);
    }

    private static float[] Sample(NetworkGraph graph)
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, graph.InputLength).Select(_ => (float)random.NextDouble() - 0.3f)];
    }

    private sealed class Recorder : IActivationTrace
    {
        public List<(TensorInfo Layer, float[] Values)> Layers { get; } = [];

        public void Take(TensorInfo layer, ReadOnlySpan<float> activations) => Layers.Add((layer, activations.ToArray()));
    }

    private sealed class Summer : IActivationTrace
    {
        public double Sum { get; private set; }

        public void Take(TensorInfo layer, ReadOnlySpan<float> activations)
        {
            foreach (float value in activations) Sum += value;
        }
    }
}
