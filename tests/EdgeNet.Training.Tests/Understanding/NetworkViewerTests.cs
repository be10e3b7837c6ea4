using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using EdgeNet.Models;
using EdgeNet.Onnx.Reference;
using EdgeNet.Tests.Shared;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Tests.Gradients.PyTorch;
using EdgeNet.Training.Understanding;
using Xunit.Abstractions;

namespace EdgeNet.Training.Tests.Understanding;

public sealed class NetworkViewerTests(ITestOutputHelper output)
{
    private const int Class = 3;

    private static readonly (string Name, NetworkDescription Description, NetworkInfo Info)[] Networks =
    [
        ("lenet5", LeNet5.Description, LeNet5.NetworkInfo),
        ("resnet8", ResNet8.Description, ResNet8.NetworkInfo),
        ("series", TimeSeriesCnn.Description, TimeSeriesCnn.NetworkInfo),
    ];

    [Fact]
    public void GradCam_saliency_and_activations_are_those_of_PyTorch()
    {
        if (!PyTorchProgram.IsThere)
        {
            output.SkipForProgram(PyTorchProgram.Missing);
            return;
        }

        using var folder = new TestFolder();
        foreach ((string name, NetworkDescription description, NetworkInfo info) in Networks)
        {
            NetworkGraph graph = Graph(description);
            var weights = new ParameterSet(new NetworkGradient(graph).Parameters);
            weights.CopyFrom(new RandomParameters(info, seed: 5));
            var ask = new JsonObject { ["layer"] = Viewer(description, info).CamLayerName, ["score"] = CamLayer.ScoreOf(graph),
                ["output"] = Class };
            var asked = new PyTorchCase(graph, ask);
            asked.Add(weights);
            asked.Add([Sample(info)], wantsGradient: true);
            asked.Write(folder.Path, name);
        }

        PyTorchProgram.Run(folder.Path, "gradcam.py");
        foreach ((string name, NetworkDescription description, NetworkInfo info) in Networks)
        {
            NetworkViewer viewer = Viewer(description, info);
            JsonElement found = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, name + ".cam.json"))).RootElement;
            AssertNear(Numbers(found.GetProperty("cam")), viewer.GradCam(Sample(info), Class)!.Values, name + " cam");
            AssertNear(Numbers(found.GetProperty("saliency")), viewer.Saliency(Sample(info), Class).Values, name + " saliency");
            IReadOnlyList<LayerActivation> layers = viewer.Activations(Sample(info));
            Assert.Equal(Graph(description).Nodes.Count - 1, layers.Count);
            foreach (LayerActivation layer in layers)
                AssertNear(Numbers(found.GetProperty("activations").GetProperty(layer.Layer)), layer.Values, name + " " + layer.Layer);
        }
    }

    [Fact]
    public void Activations_are_those_of_the_scalar_reference()
    {
        var reference = new ReferenceNetwork(Graph(LeNet5.Description), new RandomParameters(LeNet5.NetworkInfo, seed: 5));
        reference.Run(Sample(LeNet5.NetworkInfo));
        foreach (LayerActivation layer in Viewer(LeNet5.Description, LeNet5.NetworkInfo).Activations(Sample(LeNet5.NetworkInfo)))
            AssertNear([.. reference.Output(layer.Layer).Select(v => (double)v)], layer.Values, layer.Layer);
    }

    /// <summary>Before pooling, behind the activation: and behind the sum of a residual block, through which everything passes.</summary>
    [Fact]
    public void GradCam_weighs_the_last_layer_with_positions()
    {
        Assert.Equal([16, 10, 10], Layer(LeNet5.Description, LeNet5.NetworkInfo).Shape.Dimensions);
        Assert.Equal([64, 8, 8], Layer(ResNet8.Description, ResNet8.NetworkInfo).Shape.Dimensions);
        NetworkGraph graph = Graph(ResNet8.Description);
        Node node = Layer(ResNet8.Description, ResNet8.NetworkInfo);
        Assert.Contains(graph.Nodes, n => n.Inputs.Contains(node.Name)
            && n.Layer is EdgeNet.Compiler.Graph.Layers.GlobalPool or EdgeNet.Compiler.Graph.Layers.AvgPool);
    }

    [Fact]
    public void A_network_without_convolutions_has_no_GradCam_and_has_filters_of_its_input()
    {
        var description = new NetworkDescription("Plain", [1, 4, 6],
            Kind("Flatten"), Kind("Dense", ("units", 5), ("name", "d1"), ("activation", "ReLU")),
                Kind("Dense", ("units", 4), ("name", "d2")));
        NetworkGraph graph = Graph(description);
        var weights = new ParameterSet(new NetworkGradient(graph).Parameters);
        for (int i = 0; i < weights.Values.Length; i++) weights.Values[i] = (i % 7 - 3) * 0.1f;
        var viewer = new NetworkViewer(graph, weights);
        Assert.Null(viewer.CamLayerName);
        Assert.Null(viewer.GradCam(new float[24], 0));
        Assert.Equal(5, viewer.Filters()!.Count);
        Assert.Equal([1, 4, 6], viewer.Filters()![0].Shape);
        Assert.Equal(weights.GetParameter("d1.weight").Slice(24, 24).ToArray(), viewer.Filters()![1].Values);
        Assert.Equal([4, 6], viewer.Saliency(new float[24], 0).Shape);
        Assert.Throws<ArgumentOutOfRangeException>(() => viewer.GradCam(new float[24], 4));
        Assert.Throws<ArgumentException>(() => viewer.Activations(new float[23]));
    }

    private static Node Layer(NetworkDescription description, NetworkInfo info) =>
        Graph(description)[Viewer(description, info).CamLayerName!];

    private static NetworkViewer Viewer(NetworkDescription description, NetworkInfo info) =>
        new(Graph(description), new RandomParameters(info, seed: 5));

    private static NetworkGraph Graph(NetworkDescription description) => GraphBuilder.Build(description, out _)!;

    private static float[] Sample(NetworkInfo info)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, info.InputLength).Select(_ => (float)random.NextDouble())];
    }

    private static LayerDescription Kind(string kind, params (string Name, ArgumentValue Value)[] arguments) =>
        new(kind, [.. arguments.Select(a => new LayerArgument(a.Name, a.Value))]);

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetDouble())];

    /// <summary>Near by the largest of all: single values of a sum may be as small as its rounding.</summary>
    private static void AssertNear(double[] expected, float[] found, string what)
    {
        Assert.Equal(expected.Length, found.Length);
        double most = expected.Max(Math.Abs);
        Assert.True(most > 0, $"{what}: all are 0, which would compare nothing.");
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - found[i]) <= 1e-4 * most,
                FormattableString.Invariant($"{what}[{i}]: expected {expected[i]}, found {found[i]}"));
    }
}
