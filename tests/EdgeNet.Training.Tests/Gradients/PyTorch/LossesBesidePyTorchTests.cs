using System.Text.Json.Nodes;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Tests.Shared;
using EdgeNet.Training.Losses;
using Xunit.Abstractions;
using static EdgeNet.Tests.Shared.TestGraphs;

namespace EdgeNet.Training.Tests.Gradients.PyTorch;

/// <summary>Every loss, over logits and over what it is fused with, beside PyTorch's.</summary>
public sealed class LossesBesidePyTorchTests(ITestOutputHelper output)
{
    private const int Samples = 13;

    private static readonly float[] ClassWeights = [0.5f, 1, 2, 0.25f];

    private static readonly (string, Layer, string[])[] Body =
    [
        ("hidden", new Dense(9, true), ["input"]),
        ("tanh", new Activate(new(Activation.Tanh)), ["hidden"]),
        ("logits", new Dense(4, true), ["tanh"]),
    ];

    [Fact]
    public void Every_loss_has_the_gradients_of_PyTorch()
    {
        if (!PyTorchProgram.IsThere)
        {
            output.SkipForProgram(PyTorchProgram.Missing);
            return;
        }

        using var folder = new TestFolder();
        var cases = new Dictionary<string, GradientAnswer>();
        foreach (LossKind kind in Enum.GetValues<LossKind>())
            foreach (bool isMixed in new[] { false, true })
                foreach (float smoothing in new[] { 0, 0.1f })
                    foreach ((string end, NetworkGraph graph) in Ends(kind))
                        Add($"{kind}-{end}-{smoothing}-{isMixed}", graph, kind, smoothing, isMixed);
        NetworkGraph softmax = End(new Softmax());
        foreach (bool isMixed in new[] { false, true })
        {
            foreach (float smoothing in new[] { 0, 0.1f })
            {
                Add($"weighted-{smoothing}-{isMixed}", softmax, LossKind.CrossEntropy, smoothing, isMixed, weights: ClassWeights);
                Add($"focal-{smoothing}-{isMixed}", softmax, LossKind.CrossEntropy, smoothing, isMixed, focus: 2);
                Add($"focal-weighted-{smoothing}-{isMixed}", softmax, LossKind.CrossEntropy, smoothing, isMixed, 0.5f, ClassWeights);
            }
        }

        foreach (TargetKind kind in new[] { TargetKind.Numbers, TargetKind.Labels })
        {
            LossKind lossKind = kind == TargetKind.Labels ? LossKind.BinaryCrossEntropy : LossKind.MeanSquaredError;
            foreach ((string end, NetworkGraph graph) in Ends(lossKind))
            {
                var pass = new BatchPass(graph, Samples);
                Finish($"{kind}-{end}", pass, pass.Aim(kind), new TargetLoss(kind, new LossFunction(lossKind, pass.Network, 0).Node));
            }
        }

        NetworkGraph frames = Graph([3, 14], ("conv", new Conv(5, Window([3], begin: [1]), 1, true), ["input"]));
        var sequences = new BatchPass(frames, Samples);
        Finish("ctc", sequences, sequences.Transcribe(), new SequenceLoss(sequences.Network, 2));
        PyTorchProgram.Run(folder.Path);
        Assert.Empty(cases.SelectMany(c => c.Value.Differences(PyTorchCase.ReadAnswer(folder.Path, c.Key)).Select(d => $"{c.Key}: {d}")));
        output.WriteLine($"{cases.Count} cases");

        void Add(string name, NetworkGraph graph, LossKind kind, float smoothing, bool isMixed, float focus = 0, float[]? weights = null)
        {
            var pass = new BatchPass(graph, Samples, isMixed);
            var loss = new LossFunction(kind, pass.Network, smoothing) { Focus = focus };
            Finish(name, pass, pass.Classify(kind, smoothing, focus, weights), weights is null ? loss : loss.Weighted(weights));
        }

        void Finish(string name, BatchPass pass, JsonObject description, IBatchLoss loss)
        {
            pass.Describe(description).Write(folder.Path, name);
            cases.Add(name, pass.Run(loss));
        }
    }

    /// <summary>What may stand at the end of a network for a loss.</summary>
    private static IEnumerable<(string Name, NetworkGraph Graph)> Ends(LossKind kind)
    {
        yield return ("logits", Graph([6], Body));
        if (kind != LossKind.BinaryCrossEntropy) yield return ("softmax", End(new Softmax()));
        if (kind == LossKind.CrossEntropy) yield return ("logsoftmax", End(new Softmax(0, true)));
        if (kind != LossKind.CrossEntropy) yield return ("sigmoid", End(new Activate(new(Activation.Sigmoid))));
    }

    private static NetworkGraph End(Layer layer) => Graph([6], [.. Body, ("end", layer, ["logits"])]);
}
