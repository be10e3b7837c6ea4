using System.Runtime.InteropServices;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Models;
using EdgeNet.Onnx.Reference;
using EdgeNet.Tests.Shared;
using EdgeNet.Training.PyTorch;
using EdgeNet.Training.PyTorch.Model;
using EdgeNet.Training.Tests.Gradients.PyTorch;
using Xunit.Abstractions;

namespace EdgeNet.Training.Tests.PyTorch;

public sealed class PyTorchExportTests(ITestOutputHelper output)
{
    /// <summary>Of the largest output.</summary>
    private const double Tolerance = 1e-4;

    [Fact]
    public void Every_kind_of_layer_has_a_form_and_a_case()
    {
        Type[] kinds = [.. typeof(Layer).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Layer)) && t != typeof(Input))];
        Assert.NotEmpty(kinds);
        Assert.DoesNotContain(kinds, k => !LayerTable.Knows(k));
        Assert.Empty(kinds.Except(ExportCases.All.Values.SelectMany(g => g.Nodes).Select(n => n.Layer.GetType())));
    }

    [Fact]
    public void Every_layer_gives_in_PyTorch_what_the_reference_gives()
    {
        if (!PyTorchProgram.IsThere)
        {
            output.SkipForProgram(PyTorchProgram.Missing);
            return;
        }

        using var folder = new TestFolder();
        var expected = new Dictionary<string, float[]>();
        foreach ((string name, NetworkGraph graph) in ExportCases.All)
        {
            NetworkInfo info = InfoOf(graph);
            var parameters = new RandomParameters(info, 5);
            float[] input = Draw(info.InputLength);
            Export(folder.PathOf(name), new PyTorchExport(graph, info) { Parameters = parameters }, input);
            expected[name] = new ReferenceNetwork(graph, parameters).RunAll(input);
        }

        Compare(folder, expected);
        foreach (string name in expected.Keys)
        {
            using SafetensorsFile saved = SafetensorsFile.Open(folder.PathOf(Path.Combine(name, "saved.safetensors")));
            WeightsValidation.Check(saved, InfoOf(ExportCases.All[name]));
        }
    }

    [Fact]
    public void Every_model_gives_in_PyTorch_what_its_generated_code_gives()
    {
        if (!PyTorchProgram.IsThere)
        {
            output.SkipForProgram(PyTorchProgram.Missing);
            return;
        }

        using var folder = new TestFolder();
        var expected = new Dictionary<string, float[]>();
        Add<LeNet5>();
        Add<DigitNet>();
        Add<DigitCnn>();
        Add<DigitLine>();
        Add<MeterNet>();
        Add<DsCnn>();
        Add<SpeakerCnn>();
        Add<AdrenalCnn>();
        Add<InceptionTime>();
        Add<TimeSeriesCnn>();
        Add<VolumeCnn>();
        Add<ResNet8>();
        Add<MobileNetV1>();
        Add<ResNet18>();
        Compare(folder, expected);

        void Add<T>()
            where T : class, ICompiledNetwork<T>
        {
            var parameters = new RandomParameters(T.NetworkInfo, 5);
            float[] input = Draw(T.NetworkInfo.InputLength), found = new float[T.NetworkInfo.OutputLength];
            using T network = T.Create(parameters);
            network.Infer(input, found);
            NetworkGraph graph = GraphBuilder.Build(T.Description, out _)!;
            Export(folder.PathOf(graph.Name), new PyTorchExport(graph, T.NetworkInfo) { Parameters = parameters }, input);
            expected[graph.Name] = found;
        }
    }

    [Fact]
    public void The_large_models_are_written_with_the_shapes_of_their_parameters()
    {
        string alexNet = ModelOf<AlexNet>(), resNet50 = ModelOf<ResNet50>();
        Assert.Contains("nn.Conv2d(", alexNet);
        Assert.Contains("groups=2", alexNet);
        Assert.Equal(ResNet50.NetworkInfo.Parameters.Count(p => p.Name.EndsWith(".running_mean", StringComparison.Ordinal)),
            resNet50.Split("nn.BatchNorm2d(").Length - 1);
    }

    [Fact]
    public void LeNet5_reads_as_it_would_be_written_by_hand()
    {
        string text = ModelOf<LeNet5>();
        Assert.Contains("        self.c1 = nn.Conv2d(1, 6, 5)\n", text);
        Assert.Contains("        self.c5 = nn.Linear(400, 120)\n", text);
        Assert.Contains(
            "    def logits(self, input):\n        x = self.c1(input)\n        x = torch.tanh(x)\n        x = F.max_pool2d(x, 2)\n", text);
        Assert.Contains("        return self.output(x)\n\n    def forward(self, input):\n        return F.softmax(self.logits(input), 1)\n", text);
        Assert.DoesNotContain("import layers", text);
    }

    [Fact]
    public void Names_stay_names()
    {
        string text = ModelSource.Write(ExportCases.Hostile, "0").Text;
        Assert.DoesNotContain("\n    import os", text);
        Assert.DoesNotContain("\nimport os", text);
        Assert.All(text.Split('\n'), line => Assert.DoesNotMatch("^\\s*(self\\.)?(class|forward|self|torch|F) = ", line));
        // The names that weights files keep are told as strings.
        Assert.Contains("\"conv_1\": \"conv-1\"", text);
    }

    [Fact]
    public void What_has_no_form_is_named()
    {
        NetworkGraph graph = TestGraphs.Single(new Unheard(), 3);
        TrainingException e = Assert.Throws<TrainingException>(() => ModelSource.Write(graph, "0"));
        Assert.Contains("layer 'layer' (Unheard)", e.Message);
    }

    /// <summary>The information of a graph that is never compiled.</summary>
    internal static NetworkInfo InfoOf(NetworkGraph graph) => new(
        graph.Name, Fingerprint.Of(graph), [.. graph.Inputs.Select(n => new TensorInfo(n.Name, n.Shape.Dimensions.ToArray()))],
        [.. graph.Outputs.Select(o => new TensorInfo(o, graph[o].Shape.Dimensions.ToArray()))],
        [.. graph.Parameters().Select(p => new ParameterInfo(p.Name, p.Shape.Dimensions.ToArray()))], 0, 0, 0);

    private static string ModelOf<T>()
        where T : class, ICompiledNetwork<T> => ModelSource.Write(GraphBuilder.Build(T.Description, out _)!, T.NetworkInfo.Fingerprint).Text;

    private static float[] Draw(int length)
    {
        var random = new Random(9);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() * 2 - 1)];
    }

    private static void Export(string folder, PyTorchExport export, float[] input)
    {
        PyTorchExporter.Write(export, folder);
        File.WriteAllBytes(Path.Combine(folder, "input.f32"), MemoryMarshal.AsBytes(input.AsSpan()).ToArray());
    }

    private void Compare(TestFolder folder, Dictionary<string, float[]> expected)
    {
        PyTorchProgram.RunScript(Path.Combine(AppContext.BaseDirectory, "PyTorch", "run_models.py"), folder.Path);
        var differences = new List<string>();
        (string Name, double Error) worst = ("", 0);
        foreach ((string name, float[] truth) in expected)
        {
            float[] found = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(folder.PathOf(Path.Combine(name, "output.f32")))).ToArray();
            double scale = Math.Max(1e-6, truth.Max(v => (double)Math.Abs(v)));
            double error = found.Length == truth.Length ? truth.Zip(found, (a, b) => Math.Abs(a - b) / scale).Max()
                : double.PositiveInfinity;
            if (!(error <= Tolerance)) differences.Add(FormattableString.Invariant($"{name}: differs by {error:E1}"));
            if (error > worst.Error) worst = (name, error);
        }

        output.WriteLine(FormattableString.Invariant($"{expected.Count} networks; {worst.Name} differs most: {worst.Error:E1}"));
        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    private sealed record Unheard : Layer
    {
        public override string Kind => "Unheard";

        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];
    }
}
