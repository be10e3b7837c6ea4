using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Safety;
using EdgeNet.Training.Checkpoints;
using EdgeNet.Training.Data;
using EdgeNet.Training.Evaluation;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Transfer;

namespace EdgeNet.Training;

/// <summary>One run of a <see cref="Trainer"/>: the state that goes from epoch to epoch.</summary>
internal sealed class TrainingSession : IDisposable
{
    private readonly NetworkGraph _graph;
    private readonly TrainingOptions _options;
    private readonly StageRun _run;
    private readonly Func<IParameterSource, INetwork<float>>? _compiled;
    private readonly ValidationPlan _plan;
    private readonly NetworkGradient _network;
    private readonly TargetLayer? _targets;
    private readonly IBatchLoss _loss;
    private readonly List<EpochReport> _reports = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    /// <summary>What must be the same where training is resumed.</summary>
    private readonly CheckpointSession _identity;

    private TrainingStage _stage;
    /// <summary>The epochs that were done before the stage.</summary>
    private int _stageStart;
    private Learner _learner;
    private CrossValidation? _crossed;
    private ImageSet _trainSample;
    private ParameterSet? _bestWeights;
    private EpochReport? _best;

    /// <exception cref="OperationCanceledException">It was stopped before it began.</exception>
    public TrainingSession(
        NetworkGraph graph,
        NetworkGradient network,
        IBatchLoss loss,
        TrainingOptions options,
        StageRun run,
        ValidationPlan plan,
        Func<IParameterSource, INetwork<float>>? compiled)
    {
        _graph = graph;
        _network = network;
        _loss = loss;
        _options = options;
        _run = run;
        _plan = plan;
        _compiled = compiled;
        _targets = run.Data.Train.Targets?.Scale is { } scale ? new TargetLayer(graph, scale) : null;
        bool resumable = options.CheckpointPath is not null;
        _identity = new(Fingerprint.Of(graph), resumable ? run.Data.Signature() : "", resumable ? Signature(options) : "", 0, []);
        int done = options.Resume ? Checkpoint.Progress(options.CheckpointPath!).Done : 0;
        try
        {
            Enter(unfreezes: options.Transfer is null or { Frozen.Count: 0 }
                || options.Transfer is { UnfreezeAfter: > 0 and var after } && done > after);
        }
        catch
        {
            // Nobody else can: whoever called has no session.
            _stage?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stage.Dispose();

    public TrainingResult Run(Action<BatchReport>? onBatch, Action<EpochReport>? onEpoch, CancellationToken cancellation)
    {
        RemoveAbandoned();
        if (_options.Resume) Resume();
        StopReason reason = StopReason.Completed;
        for (int epoch = _reports.Count + 1; epoch <= _options.Epochs; epoch++)
        {
            if (_stage.IsFrozen && epoch == _options.Transfer!.UnfreezeAfter + 1 && epoch > 1) Unfreeze();
            var trainingClock = Stopwatch.StartNew();
            // A cross-validation decides nothing, not even the rate, so that its figure is not flattered.
            double reduction = _options.Schedule.Reduction([.. _reports.Select(r => _crossed is null ? r.Validation.Loss : r.TrainingLoss)]);
            bool isStopped = _crossed is not null && !_crossed.TrainEpoch(epoch, reduction, cancellation);
            (double Loss, double Accuracy, float Rate)? trained =
                isStopped ? null : _learner.TrainEpoch(epoch, reduction, onBatch, cancellation);
            EpochReport? report = trained is { } t ? Report(epoch, t.Loss, t.Accuracy, t.Rate, trainingClock.Elapsed, cancellation) : null;
            if (report is null)
            {
                reason = StopReason.Cancelled;
                break;
            }

            Save(report);
            onEpoch?.Invoke(report);
            if (_crossed is null && _options.Patience > 0 && epoch - _best!.Epoch >= _options.Patience && epoch < _options.Epochs)
            {
                reason = StopReason.EarlyStop;
                break;
            }
        }

        ParameterSet weights = _bestWeights ?? Answering(_learner);
        return new TrainingResult(Whole(weights), _best, [.. _reports], reason, _clock.Elapsed, _plan, Metadata(_best))
        {
            DeadLayers = _best is null ? [] : new DeadLayers(_stage.Network).Find(weights, _trainSample, _learner.GradientOf(weights)),
        };
    }

    private EpochReport? Report(int epoch, double loss, double accuracy, float rate, TimeSpan trainingTime, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            EvaluationResult train = Evaluate(_learner, _trainSample, cancellation);
            EvaluationResult validation = _crossed is null
                ? Evaluate(_learner, _stage.Data.Validation!, cancellation)
                : _crossed.Evaluate((learner, held) => Evaluate(learner, held, cancellation));
            EvaluationResult? test = _stage.Data.Test is { } part ? Evaluate(_learner, part, cancellation) : null;
            double bestLoss = _reports.Select(r => r.Validation.Loss).Append(validation.Loss).Min();
            // Whoever chooses by a figure spoils it; where samples are few, it is worth more than the choice.
            bool isBest = !_plan.ChoosesEpoch || _best is null || Merit(validation).CompareTo(Merit(_best.Validation)) > 0;
            var report = new EpochReport(epoch, _options.Epochs, rate, loss, accuracy, train, validation, test, isBest,
                Fit(FitReport.Compare(train, validation, bestLoss), epoch, loss), trainingTime, clock.Elapsed);
            _reports.Add(report);
            if (isBest)
            {
                _best = report;
                _bestWeights = Answering(_learner);
            }

            return report;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>The verdict on an epoch, with what is known of the run beside its two evaluations.</summary>
    private FitReport Fit(FitReport compared, int epoch, double loss)
    {
        bool isFrozen = _options.Transfer is { Frozen.Count: > 0, UnfreezeAfter: var after } && (after == 0 || epoch <= after);
        FitReport fit = isFrozen ? compared.WithFrozenLayers() : compared;
        return fit.OrDiverging(loss, [.. _reports.Select(r => r.TrainingLoss)]);
    }

    private void Save(EpochReport report)
    {
        // The checkpoint first: it has the best weights too, so that a run that is killed between the two goes on from it and loses nothing.
        if (_options.CheckpointPath is { } checkpoint)
        {
            CheckpointSession session = _identity with { Steps = _learner.Steps, Epochs = [.. _reports.Select(CheckpointEpoch.From)] };
            Checkpoint.Write(checkpoint, session, Tensors());
        }

        if (report.IsBest) WriteBest(report);
    }

    private void WriteBest(EpochReport best)
    {
        if (_options.WeightsPath is not { } weights) return;
        ParameterInfo[] infos = [.. _graph.Parameters().Select(p => new ParameterInfo(p.Name, [.. p.Shape.Dimensions]))];
        SafetensorsWriter.Write(weights, infos, Whole(_bestWeights!), _identity.Fingerprint, Metadata(best));
    }

    /// <summary>Removes what a run that was killed was just writing.</summary>
    private void RemoveAbandoned()
    {
        foreach (string? path in (string?[])[_options.WeightsPath, _options.CheckpointPath])
            if (path is not null) OutputFile.RemoveAbandoned(path);
    }

    private void Resume()
    {
        _bestWeights = _learner.Evaluated.Clone();
        CheckpointSession session = Checkpoint.Read(_options.CheckpointPath!, _identity, Tensors());
        _learner.Steps = session.Steps;
        _crossed?.Resume(session.Epochs.Count - _stageStart);
        double bestLoss = double.PositiveInfinity;
        foreach (CheckpointEpoch epoch in session.Epochs)
        {
            bestLoss = Math.Min(bestLoss, epoch.Validation.Loss);
            EpochReport report = epoch.ToReport(bestLoss);
            report = report with { Fit = Fit(report.Fit, report.Epoch, report.TrainingLoss) };
            _reports.Add(report);
            if (report.IsBest) _best = report;
        }

        // It may have been killed before they were written.
        if (_best is not null) WriteBest(_best);
    }

    /// <summary>What a checkpoint holds, in the memory where it is used.</summary>
    private Dictionary<string, Memory<float>> Tensors()
    {
        var tensors = new Dictionary<string, Memory<float>> { ["best"] = _bestWeights!.Memory };
        _learner.AddTensors("", tensors);
        _crossed?.AddTensors(tensors);
        return tensors;
    }

    /// <summary>A copy of the weights that whoever deploys them gets.</summary>
    private ParameterSet Answering(Learner learner) => _targets?.Fold(learner.Evaluated) ?? learner.Evaluated.Clone();

    /// <summary>What epochs are compared by: classes by how many are right, targets by the loss alone.</summary>
    private static (int Correct, double Loss) Merit(EvaluationResult result) => (result.HasTargets ? 0 : result.Correct, -result.Loss);

    private EvaluationResult Evaluate(Learner learner, ImageSet images, CancellationToken cancellation)
    {
        bool logits = _graph[_graph.Outputs[0]].Layer is not (Softmax { Log: false } or Activate { Function.Kind: Activation.Sigmoid });
        ParameterSet weights = _targets?.Fold(learner.Evaluated) ?? learner.Evaluated;
        // Generated code takes the network's inputs, not outputs of the frozen layers.
        return _compiled is null || _stage.IsBehind
            ? _stage.Forward.Evaluate(weights, images, logits, cancellation)
            : Evaluator.Evaluate(() => _compiled(weights), images, _run.Team.Workers, logits, isFinal: false, cancellation);
    }

    /// <summary>Begins a stage with fresh learners.</summary>
    [MemberNotNull(nameof(_stage), nameof(_learner), nameof(_trainSample))]
    private void Enter(bool unfreezes, IParameterSource? start = null, IReadOnlyList<IParameterSource>? folds = null)
    {
        _stage = TrainingStage.Create(_graph, _network, _loss, _options, _run, unfreezes);
        ImageSet train = _stage.Data.Train;
        if (_stage.IsFrozen is false && _options.Transfer is { Frozen.Count: > 0 } transfer) _stageStart = transfer.UnfreezeAfter;
        _learner = Learn([.. Enumerable.Range(0, train.Count)], start);
        _crossed = _plan.Kind == ValidationKind.Crossed
            ? new CrossValidation(train, _plan.Folds, _options.Seed, (fold, indices) => Learn(indices, folds?[fold])) : null;
        int[] order = _learner.Order(epoch: 0);
        _trainSample = _stage.Samples.Select(order.AsSpan(0, Math.Min(_plan.Samples, order.Length)));

        Learner Learn(int[] indices, IParameterSource? from) =>
            new(_graph, _stage.Network, from is null ? _options : _options with { Start = from }, _stage.Gradient, _stage.Samples, indices);
    }

    /// <summary>Lets all layers learn from here, beginning at the weights that count; optimizers begin anew.</summary>
    private void Unfreeze()
    {
        IParameterSource start = Whole(_learner.Evaluated);
        IParameterSource[]? folds = _crossed is null ? null : [.. _crossed.Learners.Select(learner => Whole(learner.Evaluated))];
        ParameterSet? best = null;
        if (_bestWeights is not null)
        {
            best = new ParameterSet(_network.Parameters);
            best.CopyFrom(Whole(_bestWeights));
        }

        _stage.Dispose();
        Enter(unfreezes: true, start, folds);
        _bestWeights = best;
    }

    /// <summary>All weights of the network, of which some may be frozen.</summary>
    private IParameterSource Whole(ParameterSet weights) => _stage.IsBehind ? new JoinedParameters(weights, _options.Start!) : weights;

    /// <summary>What is told of the weights of an epoch.</summary>
    private WeightsMetadata Metadata(EpochReport? report) => new()
    {
        Classes = _run.Data.Classes.Count <= WeightsMetadata.MaxClasses ? [.. _run.Data.Classes.Select(Shorten)] : [],
        Outputs = _run.Data.Outputs,
        Preparation = _run.Data.Preparation,
        // The folder's own name: paths tell of their owner.
        DataSet = Path.GetFileName(Path.TrimEndingDirectorySeparator(_run.Data.Name)),
        Accuracy = report is null || _run.Data.Outputs == TargetKind.Numbers ? null
            : report.Test is { } test ? new("test", test.Correct, test.Samples)
            : new(_crossed is null ? "validation" : "cross-validation", report.Validation.Correct, report.Validation.Samples),
        Date = DateOnly.FromDateTime(DateTime.UtcNow),
        Version = typeof(WeightsMetadata).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
    };

    private static string Shorten(string name) =>
        name.Length <= WeightsMetadata.MaxNameLength ? name : name[..WeightsMetadata.MaxNameLength];

    /// <summary>The options, which epoch is kept, and the weights that are started from.</summary>
    private string Signature(TrainingOptions options)
    {
        // Patience may change where a run goes on, and decides what is kept where samples are few.
        string signature = options.Signature + (_plan.ChoosesEpoch || _plan.Kind == ValidationKind.Crossed ? "" : "\nkept epoch=last");
        if (options.Start is null) return signature;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string name, _) in _graph.Parameters())
            hash.AppendData(MemoryMarshal.AsBytes(options.Start.GetParameter(name)));
        return $"{signature}\nstart={Convert.ToHexStringLower(hash.GetHashAndReset(), 0, 4)}";
    }
}
