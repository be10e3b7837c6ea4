using System.Text.Json.Nodes;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Threading;

namespace EdgeNet.Training.Tests.Gradients.PyTorch;

/// <summary>
/// A batch through a whole network, as training runs it: shards, threads, and the loss that is fused with the last layer.
/// </summary>
internal sealed class BatchPass
{
    private const ulong Epoch = 5;
    private const int Threads = 2;

    private readonly NetworkGraph _graph;
    private readonly NetworkGradient _network;
    private readonly ParameterSet _parameters;
    private readonly RandomBatch _batch;

    /// <param name="graph">The network.</param>
    /// <param name="samples">Samples of the batch.</param>
    /// <param name="isMixed">Whether samples belong to two classes in parts.</param>
    public BatchPass(NetworkGraph graph, int samples, bool isMixed = false)
    {
        _graph = graph;
        _network = new NetworkGradient(graph);
        _parameters = new ParameterSet(_network.Parameters);
        Initializer.Draw(graph, _parameters, Initialization.Automatic, 1);
        var random = new SampleRandom(7);
        foreach (ParameterSlot slot in _network.Parameters.Slots.Where(s => s.Fans is null))
            foreach (ref float value in _parameters.Slot(slot.Name))
                value = slot.Role switch
                {
                    "bias" or "running_mean" => random.NextSingle(-0.1f, 0.1f),
                    // Norms that make residual branches smaller than what they are added to: of 50 layers that amplify rounding errors
                    // float32 tells less.
                    "weight" => random.NextSingle(0.2f, 0.6f),
                    _ => random.NextSingle(0.8f, 1.2f),
                };
        _batch = new RandomBatch(graph, samples, isMixed);
    }

    /// <summary>The network, for losses.</summary>
    public NetworkGradient Network => _network;

    /// <summary>The samples.</summary>
    public float[][] Inputs => _batch.Inputs;

    /// <summary>The parameters before the batch.</summary>
    public ParameterSet Parameters => _parameters;

    /// <summary>The right class of a sample.</summary>
    /// <param name="sample">The sample.</param>
    public int Label(int sample) => _batch.Label(sample);

    /// <summary>A loss that classifies, as reference.py reads it.</summary>
    /// <param name="kind">The loss.</param>
    /// <param name="smoothing">Label smoothing.</param>
    /// <param name="focus">The power of the focal loss.</param>
    /// <param name="weights">Weights of the classes; null for none.</param>
    public JsonObject Classify(LossKind kind, float smoothing = 0, float focus = 0, float[]? weights = null)
    {
        int[] samples = [.. Enumerable.Range(0, _batch.Inputs.Length)];
        var loss = new JsonObject
        {
            ["kind"] = kind.ToString(),
            ["labels"] = LayerArguments.Of(samples.Select(_batch.Label)),
            ["others"] = LayerArguments.Of(samples.Select(s => _batch.Mix(s).Other)),
            ["shares"] = new JsonArray([.. samples.Select(s => (JsonNode)(double)_batch.Mix(s).Share)]),
            ["smoothing"] = (double)smoothing,
            ["focus"] = (double)focus,
        };
        if (weights is not null) loss["classWeights"] = new JsonArray([.. weights.Select(w => (JsonNode)(double)w)]);
        return loss;
    }

    /// <summary>Rows of targets, as reference.py reads their loss.</summary>
    /// <param name="kind">Numbers, in another scale than their own, or labels.</param>
    public JsonObject Aim(TargetKind kind)
    {
        int width = _graph.OutputShape.Length;
        var random = new SampleRandom(13);
        float[] values = new float[_batch.Inputs.Length * width];
        foreach (ref float value in values.AsSpan()) value = kind == TargetKind.Labels ? random.Next(2) : random.NextSingle(-5, 9);
        var targets = new TargetSet(kind, [.. Enumerable.Range(0, width).Select(k => $"t{k}")], values);
        _batch.Targets = kind == TargetKind.Labels ? targets : targets.In(TargetScale.Of(targets));
        return new()
        {
            ["kind"] = "Values",
            ["of"] = (kind == TargetKind.Labels ? LossKind.BinaryCrossEntropy : LossKind.MeanSquaredError).ToString(),
        };
    }

    /// <summary>Connectionist temporal classification, as reference.py reads it.</summary>
    public JsonObject Transcribe() => new()
    {
        ["kind"] = "Ctc",
        ["targets"] = new JsonArray(
            [.. Enumerable.Range(0, _batch.Inputs.Length).Select(s => LayerArguments.Of(_batch.Target(s).ToArray().Select(b => (int)b)))]),
    };

    /// <summary>The same for PyTorch.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="wantsInputGradient">Whether the gradient of the input is part of the answer.</param>
    public PyTorchCase Describe(JsonObject loss, bool wantsInputGradient = false)
    {
        var description = new PyTorchCase(_graph, loss);
        description.Add(_parameters);
        description.Add(_batch.Inputs, wantsInputGradient);
        if (_batch.Targets is { Count: > 0 } targets)
        {
            int width = targets.Names.Count;
            float[] rows = [.. targets.Values.ToArray().Select((v, i) => targets.Scale?.Standardize(i % width, v) ?? v)];
            description.Add("loss.targets", [targets.Count, width], rows);
        }

        DropoutMasks.Add(description, _graph, _batch.Inputs.Length, Epoch);
        new Decisions(_network, _batch.Inputs, Epoch).Add(description, _parameters);
        return description;
    }

    /// <summary>Runs the trainer's passes.</summary>
    /// <param name="loss">The loss.</param>
    public GradientAnswer Run(IBatchLoss loss)
    {
        using var team = new WorkerTeam(Threads);
        var gradient = new BatchGradient(_network, loss, team);
        ParameterSet parameters = _parameters.Clone();
        int[] samples = [.. Enumerable.Range(0, _batch.Inputs.Length)];
        (double sum, _) = gradient.Run(parameters, _batch, samples, Epoch);
        return new(sum / samples.Length, _network.Parameters.Slots.ToDictionary(slot => slot.Name, slot =>
        {
            Span<float> values = slot.IsTrained ? gradient.Gradient.Slice(slot.Offset, slot.Length) : parameters.Slot(slot.Name);
            return values.ToArray().Select(v => (double)v).ToArray();
        }));
    }

    /// <summary>Whether a network's output is a sequence.</summary>
    /// <param name="graph">The network.</param>
    public static bool IsSequence(NetworkGraph graph) => graph[graph.Outputs[0]] is { Layer: not Softmax, Shape.Rank: > 1 };
}
