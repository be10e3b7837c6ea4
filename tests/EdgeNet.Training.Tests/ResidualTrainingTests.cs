using EdgeNet.Compiler.Graph;
using EdgeNet.Onnx.Reference;
using EdgeNet.Training.Data;
using EdgeNet.Training.Synthetic;
using Xunit.Abstractions;

namespace EdgeNet.Training.Tests;

/// <summary>Batch norms and sums of branches, through the whole of training.</summary>
public sealed class ResidualTrainingTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TrainingOptions Options = new()
    {
        Epochs = 3,
        BatchSize = 32,
        Optimizer = new SgdOptions(0.1f, WeightDecay: 1e-4f),
        WeightAverage = 0,
    };

    private static readonly int[] InputShape = [.. ResidualNetwork.NetworkInfo.InputShape];

    private static readonly NetworkGraph Graph = GraphBuilder.Build(ResidualNetwork.Description, out _)!;

    private readonly string _folder = Directory.CreateTempSubdirectory("edgenet").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Trained layer by layer with batch statistics, evaluated by generated code with the norms folded into the convolutions.</summary>
    [Fact]
    public void A_residual_network_learns_synthetic_digits()
    {
        Dataset data = SyntheticDigits.Create(InputShape, 1500, 300);
        string path = Path.Combine(_folder, "residual.safetensors");
        TrainingResult result = new Trainer(Graph, Options with { WeightsPath = path }).Run(data, ResidualNetwork.Create);
        output.WriteLine($"error {100 * result.Best!.Test!.Error:0.00} %, {result.Best.Fit.Text}");
        Assert.InRange(result.Best.Test.Accuracy, 0.9, 1);

        // The file holds the running statistics, and with them generated code and reference agree.
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Assert.All(file.GetParameter("stembn.running_var").ToArray(), v => Assert.InRange(v, 1e-6f, 0.99f));
        var reference = new ReferenceNetwork(Graph, file);
        using ResidualNetwork network = ResidualNetwork.Load(path);
        float[] image = new float[data.Test!.ImageLength], found = new float[10];
        for (int i = 0; i < 20; i++)
        {
            data.Test.Read(i, image);
            float[] expected = reference.Run(image);
            network.Infer(image, found);
            for (int c = 0; c < found.Length; c++)
                Assert.Equal(expected[c], found[c], 1e-4);
        }
    }

    [Fact]
    public void Resuming_goes_on_as_if_uninterrupted()
    {
        Dataset data = SyntheticDigits.Create(InputShape, 300, 50);
        NetworkGraph graph = Graph;
        string path = Path.Combine(_folder, "checkpoint.zip");
        TrainingOptions options = Options with { Epochs = 2, CheckpointPath = path, WeightAverage = 0.9f, Schedule = new ConstantSchedule() };
        var whole = new Trainer(graph, options).Run(data);
        File.Delete(path);
        new Trainer(graph, options with { Epochs = 1 }).Run(data);
        var resumed = new Trainer(graph, options with { Resume = true }).Run(data);
        foreach ((string name, TensorShape _) in graph.Parameters())
            Assert.Equal(whole.Weights.GetParameter(name).ToArray(), resumed.Weights.GetParameter(name).ToArray());
    }

    [Fact]
    public void Of_several_outputs_the_first_is_trained_and_several_inputs_are_refused()
    {
        Dataset data = SyntheticDigits.Create(TinyNetwork.InputShape, 100, 20);
        NetworkGraph graph = TinyNetwork.Graph();
        var side = new Node("side", new Compiler.Graph.Layers.Dense(3, true), new[] { "hidden" }, new(3), 0);
        var two = new NetworkGraph("Two", [.. graph.Nodes, side], [.. graph.Outputs, "side"]);
        TrainingResult result = new Trainer(two, Options with { Epochs = 1 }).Run(data);
        float[] untouched = result.Weights.GetParameter("side.bias").ToArray();
        Assert.Equal(new float[3], untouched);

        var input = new Node("second", new Compiler.Graph.Layers.Input(new(4)), default, new(4), -1);
        var inputs = new NetworkGraph("Inputs", [input, .. graph.Nodes], graph.Outputs);
        string message = Assert.Throws<TrainingException>(() => new Trainer(inputs, Options)).Message;
        Assert.Contains("'second' 4", message);
        Assert.Contains("expects one input", message);
    }
}
