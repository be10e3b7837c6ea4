using System.Diagnostics;
using EdgeNet.Compiler.Graph;
using EdgeNet.Training.Checkpoints;
using EdgeNet.Training.Data;
using EdgeNet.Training.Distillation;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Suspects;
using EdgeNet.Training.Synthetic.Clutter;
using EdgeNet.Training.Threading;
using EdgeNet.Training.Transfer;
using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>
/// Trains a network by back-propagation. The best epoch is chosen by a validation part that is never learnt from; the test part,
/// where there is one, is only measured.
/// </summary>
public sealed class Trainer
{
    private readonly NetworkGraph _graph;
    private readonly TrainingOptions _options;
    private readonly NetworkGradient _network;
    private readonly LossFunction _loss;

    /// <summary>Prepares a network for training.</summary>
    /// <param name="graph">The network as <see cref="GraphBuilder"/> builds it, before any optimisation pass.</param>
    /// <param name="options">How to train.</param>
    /// <exception cref="TrainingException">The network cannot be trained, or an option is out of its range.</exception>
    public Trainer(NetworkGraph graph, TrainingOptions options)
    {
        options.Check();
        _graph = graph;
        _options = options;
        NetworkPart? part = options.Transfer is { } transfer ? NetworkPart.Of(graph, transfer, unfreezes: true) : null;
        _network = new NetworkGradient(graph, part: part);
        _loss = new LossFunction(options.Loss, _network, options.LabelSmoothing) { Focus = options.Focus, Scale = options.ScaleSmoothing };
        if (options.ScaleSmoothing is { IsCircle: true } && _loss.Classes < 3)
            throw new TrainingException($"Scale smoothing: expected three classes or more on a wheel, found {_loss.Classes}.");
        foreach (Teacher teacher in options.Distillation?.Teachers ?? []) teacher.Check(graph);
        if (options.Transfer is { Frozen.Count: > 0 } frozen
            && _network.Parameters.Slots.All(s => !_network.IsTrained(s) || frozen.Frozen.Contains(s.Node)))
            throw new TrainingException($"Network '{graph.Name}': all of its layers are frozen; there is nothing to train.");
    }

    /// <summary>Trains.</summary>
    /// <param name="data">
    /// The samples, in the network's input shape. Without a validation part, one is held out, or the samples are cross-validated:
    /// <see cref="PlanFor"/>.
    /// </param>
    /// <param name="compiled">
    /// Makes the generated code's instance out of weights (a compiled class's Create), through which everything is then evaluated;
    /// null evaluates through the trainer's own forward pass.
    /// </param>
    /// <param name="onBatch">Called after each batch, on the calling thread.</param>
    /// <param name="onEpoch">Called after each epoch, on the calling thread.</param>
    /// <param name="cancellation">Ends training after the batch under way; what was best so far is returned.</param>
    /// <returns>The best weights, and the story of every epoch.</returns>
    /// <exception cref="TrainingException">
    /// The data does not fit the network, the loss is no longer a number, or a checkpoint does not belong to this run.
    /// </exception>
    /// <exception cref="IOException">The weights cannot be written.</exception>
    public TrainingResult Run(
        Dataset data,
        Func<IParameterSource, INetwork<float>>? compiled = null,
        Action<BatchReport>? onBatch = null,
        Action<EpochReport>? onEpoch = null,
        CancellationToken cancellation = default)
    {
        (data, ValidationPlan plan) = Prepare(data);
        using WorkerTeam team = Team();
        TrainingOptions options = _options with { Epochs = _options.EpochsFor(data.Train.Count), LeastSteps = 0, Start = StartFor(data) };
        var clock = Stopwatch.StartNew();
        try
        {
            using var session = new TrainingSession(
                _graph, _network, LossFor(data, team), options, new StageRun(data, team, cancellation), plan, compiled);
            return session.Run(onBatch, onEpoch, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && options.Start is not null)
        {
            // Stopped while the outputs of frozen layers were computed.
            return new TrainingResult(_options.Start!, null, [], StopReason.Cancelled, clock.Elapsed, plan, new WeightsMetadata());
        }
    }

    /// <summary>
    /// Finds a learning rate by a range test (Smith 2017): a short training whose rate grows from step to step. The schedule, the
    /// optimiser's own rate and all of the weights that come of it are left aside.
    /// </summary>
    /// <param name="data">The samples, as for <see cref="Run"/>.</param>
    /// <param name="cancellation">Ends the test after the batch under way; what was seen so far is returned.</param>
    /// <exception cref="TrainingException">The data does not fit the network, or no rate lowers the loss.</exception>
    public RateRange FindRate(Dataset data, CancellationToken cancellation = default)
    {
        data = Prepare(data).Data;
        using WorkerTeam team = Team();
        TrainingOptions options = _options with { Start = StartFor(data) };
        using TrainingStage stage = TrainingStage.Create(
            _graph, _network, LossFor(data, team), options, new StageRun(data.WithoutEvaluation(), team, cancellation), unfreezes: false);
        int[] all = [.. Enumerable.Range(0, data.Train.Count)];
        var learner = new Learner(_graph, stage.Network, options, stage.Gradient, stage.Samples, all);
        return RateRangeTest.Run(learner, _options, _graph.Name, cancellation);
    }

    /// <summary>
    /// Finds the labels that are most likely wrong: sets of weights learn, each without a fold of the training part (<see
    /// cref="TrainingOptions.Folds"/>, five if not set), and every sample is judged by weights that did not learn it.
    /// </summary>
    /// <param name="data">The samples, as for <see cref="Run"/>; none are held out.</param>
    /// <param name="onFold">Called after each fold, on the calling thread.</param>
    /// <param name="cancellation">Stops it after the batch under way.</param>
    /// <exception cref="TrainingException">The data does not fit the network, or there are too few samples.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public SuspectReport FindSuspects(Dataset data, Action<FoldReport>? onFold = null, CancellationToken cancellation = default)
    {
        CheckLabels(data);
        int folds = _options.Folds is >= 2 and var asked ? asked : ValidationPlan.StandardFolds;
        if (folds > data.Train.Count)
            throw new TrainingException(Invariant(
                $"{data.Name}: expected at least {folds} training samples for {folds} folds, found {data.Train.Count}."));
        using WorkerTeam team = Team();
        return new SuspectSearch(_network, _options, data, team).Run(LossFor(data, team), folds, onFold, cancellation);
    }

    /// <summary>
    /// Finds the labels that weights contradict which learnt from other samples; those that learnt these repeat their labels.
    /// </summary>
    /// <param name="data">The samples.</param>
    /// <param name="weights">The network's weights.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="TrainingException">The data does not fit the network.</exception>
    /// <exception cref="WeightsException">The weights are not those of the network.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public SuspectReport FindSuspects(Dataset data, IParameterSource weights, CancellationToken cancellation = default)
    {
        CheckLabels(data);
        var parameters = new ParameterSet(_network.Parameters);
        parameters.CopyFrom(weights);
        using WorkerTeam team = Team();
        return new SuspectSearch(_network, _options, data, team).Run(parameters, cancellation);
    }

    /// <summary>The samples that training validates on and does not learn from; null where it cross-validates.</summary>
    /// <param name="data">The samples, as for <see cref="Run"/>.</param>
    /// <exception cref="TrainingException">The data does not fit the network.</exception>
    public ImageSet? HeldOutOf(Dataset data) => HoldOut(data).Data.Validation;

    private (Dataset Data, ValidationPlan Plan) Prepare(Dataset data)
    {
        (data, ValidationPlan plan) = HoldOut(data);
        return (data.WithScale(), plan);
    }

    private (Dataset Data, ValidationPlan Plan) HoldOut(Dataset data)
    {
        Check(data);
        ValidationPlan plan = PlanFor(data);
        if (plan.Kind == ValidationKind.HeldOut)
        {
            data = _options.ValidationSamples > 0
                ? data.HoldOut(_options.ValidationSamples, _options.Seed)
                : data.HoldOut(count => ValidationPlan.Quota(count, data.Train.Count), _options.Seed);
            plan = plan with { Samples = data.Validation!.Count };
        }

        if (_options.Clutter is { } clutter)
        {
            data = ClutteredDigits.Extend(data, clutter, _options.Seed);
            Check(data);
        }

        return (data, plan);
    }

    private WorkerTeam Team() => new(_options.Threads > 0 ? _options.Threads : Environment.ProcessorCount);

    /// <summary>
    /// Weights answer in the units of numbers, and learn in deviations of them. A layer that was drawn at random answers in neither.
    /// </summary>
    private IParameterSource? StartFor(Dataset data)
    {
        if (_options.Start is not { } start || data.Train.Targets?.Scale is not { } scale) return _options.Start;
        var last = new TargetLayer(_graph, scale);
        return _options.Transfer is { } transfer && !transfer.Kept.Contains(last.Name) ? start : last.Unfold(_network.Parameters, start);
    }

    private IBatchLoss LossFor(Dataset data, WorkerTeam team)
    {
        if (data.Train.Targets is { } targets) return new TargetLoss(targets.Kind, _loss.Node);
        LossFunction labels = _options.Balance ? _loss.Weighted(ClassBalance.Weights(data.Train.Labels, _loss.Classes)) : _loss;
        return _options.Distillation is { } distillation ? new DistilledLoss(labels, distillation, team.Workers) : labels;
    }

    /// <summary>The epochs that a data set will be trained for.</summary>
    /// <param name="data">The data set.</param>
    /// <exception cref="TrainingException">The data does not fit the network, or there are too few samples for what was asked.</exception>
    public int EpochsFor(Dataset data) =>
        _options.LeastSteps == 0 ? _options.Epochs : _options.EpochsFor(Prepare(data).Data.Train.Count);

    /// <summary>How a data set will be validated on.</summary>
    /// <param name="data">The data set.</param>
    /// <exception cref="TrainingException">There are too few samples for what was asked.</exception>
    public ValidationPlan PlanFor(Dataset data)
    {
        // Of a network with a frozen beginning, a fold's weights are those of the rest.
        HashSet<string> shared =
            _options.Transfer is { UnfreezeAfter: 0 } transfer && BoundaryFor(data) is not null ? [.. transfer.Frozen] : [];
        long parameters = _network.Parameters.Slots.Where(s => !shared.Contains(s.Node)).Sum(s => (long)s.Length);
        return ValidationPlan.For(data, _options, parameters);
    }

    /// <summary>
    /// The layer up to which nothing changes while the frozen layers are, and whose outputs are computed once for each sample: null
    /// where there is none, or samples are mixed or varied anew in each epoch.
    /// </summary>
    /// <param name="data">The data set.</param>
    public string? BoundaryFor(Dataset data) => TrainingStage.Boundary(_graph, _options, data);

    /// <summary>
    /// How many times as much the samples vary as those did that kept weights were learnt from, as the running statistics of the first
    /// batch norm have it; about 1 where they are prepared alike, null where nothing tells.
    /// </summary>
    /// <param name="data">The data set.</param>
    public double? InputScaleFor(Dataset data) => InputScale.Find(_graph, _options, data);

    /// <summary>
    /// Refuses a data set that does not go with network and loss, as <see cref="Run"/> does, before anything is computed.
    /// </summary>
    /// <param name="data">The data set.</param>
    /// <exception cref="TrainingException">It does not.</exception>
    public void Check(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Train.ImageLength != _graph.InputShape.Length)
            throw new TrainingException(
                $"Network '{_graph.Name}' expects inputs of {_graph.InputShape}, "
                + $"the samples of {data.Name} are {string.Join("×", data.Train.Shape)}.");
        if (data.Train.Targets is { } targets) TargetChecks.Check(_graph, data, targets, _options);
        if (data.Classes.Count > _loss.Classes)
            throw new TrainingException(Invariant(
                $"Network '{_graph.Name}' has {_loss.Classes} outputs, but {data.Name} has {data.Classes.Count} classes."));
        foreach (Teacher teacher in _options.Distillation?.Teachers ?? []) teacher.Check(data);
    }

    /// <summary>How far the run that wrote a checkpoint has come.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <returns>The epochs that are done, and those that were to be done.</returns>
    /// <exception cref="TrainingException">The file is missing, or no checkpoint.</exception>
    public static (int Done, int Planned) ProgressOf(string checkpoint) => Checkpoint.Progress(checkpoint);

    private void CheckLabels(Dataset data)
    {
        if (data.Train.Targets is { } targets)
            throw new TrainingException($"{data.Name}: expected classes of which a sample has one, found {targets.Names.Count} targets.");
        Check(data);
        if (data.Classes.Count < 2)
            throw new TrainingException($"{data.Name}: expected two classes or more, which could be mistaken for each other, found one.");
        if (_options.Clutter is not null) throw new TrainingException("Clutter: what is drawn has no label that could be wrong.");
    }
}
