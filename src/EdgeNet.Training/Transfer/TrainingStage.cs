using EdgeNet.Compiler.Graph;
using EdgeNet.Training.Data;
using EdgeNet.Training.Evaluation;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Robustness.Attacks;
using EdgeNet.Training.Threading;

namespace EdgeNet.Training.Transfer;

/// <summary>
/// What a run trains at a time: the whole network, or what is behind its frozen beginning, on outputs of that beginning which were computed
/// once. In the latter case the layout of parameters is that of the rest.
/// </summary>
internal sealed class TrainingStage : IDisposable
{
    private readonly FeatureExtractor? _features;

    private TrainingStage(NetworkGradient network, IBatchLoss loss, Dataset data, TrainingSamples samples, WorkerTeam team,
        FeatureExtractor? features, AdversarialInputs? adversarial = null)
    {
        Network = network;
        Data = data;
        Samples = samples;
        _features = features;
        Gradient = new BatchGradient(network, loss, team) { Adversarial = adversarial };
        Forward = new ForwardEvaluator(network, team);
    }

    /// <summary>The gradients.</summary>
    public NetworkGradient Network { get; }

    /// <summary>The samples, or the outputs of the frozen beginning for them.</summary>
    public Dataset Data { get; }

    /// <summary>The training part as learners take it.</summary>
    public TrainingSamples Samples { get; }

    /// <summary>The gradient of a batch.</summary>
    public BatchGradient Gradient { get; }

    /// <summary>Evaluates what is trained.</summary>
    public ForwardEvaluator Forward { get; }

    /// <summary>Whether layers are frozen.</summary>
    public bool IsFrozen { get; private init; }

    /// <summary>Whether samples are outputs of the frozen beginning.</summary>
    public bool IsBehind => _features is not null;

    /// <summary>Makes the stage of an epoch.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="network">Its gradients, where nothing is frozen.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="options">How to train.</param>
    /// <param name="run">The samples, the threads, and what stops it.</param>
    /// <param name="unfreezes">Whether nothing is frozen any more.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static TrainingStage Create(
        NetworkGraph graph, NetworkGradient network, IBatchLoss loss, TrainingOptions options, StageRun run, bool unfreezes)
    {
        (Dataset data, WorkerTeam team, CancellationToken cancellation) = run;
        TransferOptions? transfer = options.Transfer;
        var samples = new TrainingSamples(data, options.Augmentation, team.Workers);
        AdversarialInputs? adversarial = options.Adversarial is { } against
            ? new AdversarialInputs(graph, loss, against, PerturbationBall.Of(data.Train, against.Epsilon), team.Workers) : null;
        if (transfer is null || unfreezes) return new TrainingStage(network, loss, data, samples, team, features: null, adversarial);

        NetworkPart part = NetworkPart.Of(graph, transfer, unfreezes: false);
        string? boundary = KeepsOutputs(options, data) ? part.Boundary(graph) : null;
        if (boundary is null)
        {
            return new TrainingStage(new NetworkGradient(graph, part: part), loss, data, samples, team, features: null, adversarial)
            {
                IsFrozen = true,
            };
        }

        var frozen = new NetworkGradient(graph, part: part.UpTo(boundary));
        var features = new FeatureExtractor(frozen, options.Start!, frozen.IndexOf(boundary), team, transfer.MemoryBudget);
        try
        {
            int variations = IsVaried(options, data) ? transfer.Variants : 0;
            ImageSet[] variants =
            [
                .. Enumerable.Range(1, variations)
                    .Select(v => features.Of(samples, data.Train, Learner.Key(options, v), cancellation)),
            ];
            // Cluttered samples are drawn: they have no other form than a variation.
            ImageSet train = data.PlainCount is null ? features.Of(data.Train, cancellation) : variants[0];
            var outputs = new Dataset(
                data.Name, data.Classes, train, data.Validation is null ? null : features.Of(data.Validation, cancellation),
                data.Test is null ? null : features.Of(data.Test, cancellation));
            var varied = new TrainingSamples(outputs, augmentation: null, team.Workers) { Variants = variants };
            return new TrainingStage(new NetworkGradient(graph, part: part.Behind(boundary)), loss, outputs, varied, team, features)
            {
                IsFrozen = true,
            };
        }
        catch
        {
            features.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The node up to which nothing changes, so that its output is computed once; null where there is none, or it is not kept.
    /// </summary>
    public static string? Boundary(NetworkGraph graph, TrainingOptions options, Dataset data) =>
        options.Transfer is { Frozen.Count: > 0 } transfer && KeepsOutputs(options, data)
            ? NetworkPart.Of(graph, transfer, unfreezes: false).Boundary(graph) : null;

    /// <summary>Whether samples are others in each epoch.</summary>
    public static bool IsVaried(TrainingOptions options, Dataset data) => options.Augmentation is not null || data.PlainCount is not null;

    /// <inheritdoc/>
    public void Dispose() => _features?.Dispose();

    /// <summary>
    /// Samples that are mixed with each other or changed against the network have no outputs of their own, and teachers look at the samples
    /// themselves.
    /// </summary>
    private static bool KeepsOutputs(TrainingOptions options, Dataset data) =>
        options is { Augmentation: not { Mixes: true }, Distillation: null, Adversarial: null }
        && (options.Transfer!.Variants > 0 || !IsVaried(options, data));
}
