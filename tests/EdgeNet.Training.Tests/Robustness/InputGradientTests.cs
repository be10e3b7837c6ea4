using EdgeNet.Compiler.Graph;
using EdgeNet.Models;
using EdgeNet.Tests.Shared;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Robustness.Attacks;
using EdgeNet.Training.Tests.Gradients.PyTorch;
using Xunit.Abstractions;
using static EdgeNet.Training.Tests.Gradients.GradientCheck;

namespace EdgeNet.Training.Tests.Robustness;

/// <summary>The gradient of the loss by the input, which attacks follow.</summary>
public sealed unsafe class InputGradientTests(ITestOutputHelper output)
{
    private const int Samples = 8;

    private static readonly string[] Flat = ["activation-Sign", "activation-Ceil", "activation-Floor", "activation-Round", "activation-Clip"];

    public static TheoryData<string> Networks => [nameof(LeNet5), "RobustDigitNet", "Tiny"];

    public static TheoryData<string> Layers => [.. LayerCases.All.Keys];

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_gradient_of_the_input_is_that_of_PyTorch(string network)
    {
        if (!PyTorchProgram.IsThere)
        {
            output.SkipForProgram(PyTorchProgram.Missing);
            return;
        }

        NetworkGraph graph = network switch
        {
            nameof(LeNet5) => GraphBuilder.Build(LeNet5.Description, out _)!,
            "RobustDigitNet" => GraphBuilder.Build(RobustDigitNet.Description, out _)!,
            _ => TinyNetwork.Graph(),
        };
        var description = new BatchPass(graph, Samples);
        PyTorchCase truth = description.Describe(description.Classify(LossKind.CrossEntropy), wantsInputGradient: true);
        using var folder = new TestFolder();
        truth.Write(folder.Path, "network");
        PyTorchProgram.Run(folder.Path);
        double[] expected = PyTorchCase.ReadAnswer(folder.Path, "network").Tensors["input"];
        double[] found = Gradient(graph, description);
        double error = Math.Sqrt(expected.Zip(found, (a, b) => (a - b) * (a - b)).Sum() / expected.Sum(e => e * e));
        output.WriteLine(FormattableString.Invariant($"{network}: differs by {error:E1} of its norm"));
        Assert.InRange(error, 0, 1e-4);
    }

    /// <summary>The gradients of weights are left out, and nothing else with them.</summary>
    [Theory]
    [MemberData(nameof(Layers))]
    public void Without_gradients_of_parameters_that_of_the_input_is_the_same(string layer)
    {
        NetworkGraph graph = LayerCases.All[layer];
        var network = new NetworkGradient(graph, wantInputGradient: true);
        var parameters = new ParameterSet(network.Parameters);
        var gradients = new ParameterSet(network.Parameters);
        var random = new SampleRandom(3);
        foreach (ref float value in parameters.Values) value = random.NextSingle(0.1f, 0.9f);
        float[] samples = new float[Lanes.Count * graph.InputShape.Length], weights = new float[graph.OutputShape.Length];
        foreach (ref float value in samples.AsSpan()) value = random.NextSingle(-1, 1);
        foreach (ref float value in weights.AsSpan()) value = random.NextSingle(-1, 1);
        float[] whole = Run(gradients.Pointer), alone = Run(null);
        Assert.Equal(whole, alone);
        // Staircases have no slope, and what a clip cuts off none either.
        if (!Flat.Contains(layer)) Assert.Contains(whole, g => g != 0);

        float[] Run(float* parameterGradients)
        {
            var worker = new GradientWorker(network);
            int node = network.IndexOf(graph.Outputs[0]);
            Lanes.WriteAll(samples, worker.Input);
            network.Prepare(parameters.Pointer);
            worker.Forward(parameters.Pointer, training: true);
            for (int lane = 0; lane < Lanes.Count; lane++) WriteLane(weights, worker.OutputGradient(node), lane);
            worker.Backward(node, parameters.Pointer, parameterGradients);
            return new ReadOnlySpan<float>(worker.OutputGradient(network.InputIndex), samples.Length).ToArray();
        }
    }

    private static double[] Gradient(NetworkGraph graph, BatchPass batch)
    {
        NetworkGradient network = InputGradientNetwork.Create(graph);
        var loss = new LossFunction(LossKind.CrossEntropy, network, smoothing: 0);
        var worker = new GradientWorker(network, totals: null, loss.Node);
        for (int lane = 0; lane < Lanes.Count; lane++) Lanes.Write(batch.Inputs[lane], lane, worker.Input);
        network.Prepare(batch.Parameters.Pointer);
        worker.Forward(batch.Parameters.Pointer, training: true);
        LaneTarget[] targets = [.. Enumerable.Range(0, Samples).Select(s => (LaneTarget)batch.Label(s))];
        int correct = 0;
        loss.Add(worker.Output(loss.Node), targets, 1f / Samples, worker.OutputGradient(loss.Node), ref correct);
        worker.Backward(loss.Node, batch.Parameters.Pointer, null);
        float[] sample = new float[graph.InputShape.Length];
        var gradient = new List<double>();
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            Lanes.Read(worker.OutputGradient(network.InputIndex), lane, sample);
            gradient.AddRange(sample.Select(v => (double)v));
        }

        return [.. gradient];
    }
}
