using System.Diagnostics;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Checkpoints;
using EdgeNet.Training.Data;
using EdgeNet.Training.Evaluation;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Optimizers;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Threading;
using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>One run of a <see cref="Trainer"/>: the state that goes from epoch to epoch.</summary>
internal sealed class TrainingSession
{
    private readonly NetworkGraph _graph;
    private readonly TrainingOptions _options;
    private readonly Dataset _data;
    private readonly Func<IParameterSource, INetwork<float>>? _compiled;
    private readonly WorkerTeam _team;
    private readonly BatchGradient _gradient;
    private readonly ForwardEvaluator _forward;
    private readonly TrainingSamples _samples;
    private readonly ParameterSet _parameters;
    private readonly ParameterSet? _average;
    private readonly float[] _decayed;
    private readonly Optimizer _optimizer;
    private readonly ImageSet _trainSample;
    private readonly List<EpochReport> _reports = [];
    /// <summary>What must be the same where training is resumed.</summary>
    private readonly CheckpointSession _identity;

    private ParameterSet? _bestWeights;
    private EpochReport? _best;

    public TrainingSession(
        NetworkGraph graph,
        NetworkGradient network,
        LossFunction loss,
        TrainingOptions options,
        Dataset data,
        Func<IParameterSource, INetwork<float>>? compiled,
        WorkerTeam team)
    {
        _graph = graph;
        _options = options;
        _data = data;
        _compiled = compiled;
        _team = team;
        _gradient = new BatchGradient(network, loss, team);
        _forward = new ForwardEvaluator(network, team);
        _samples = new TrainingSamples(data, options.Augmentation, team.Workers);
        _parameters = new ParameterSet(network.Parameters);
        Initializer.Draw(graph, _parameters, options.Initialization, options.Seed);
        _average = options.WeightAverage > 0 ? _parameters.Clone() : null;
        _optimizer = options.Optimizer.Create(network.Parameters.Length);
        _decayed = new float[network.Parameters.Length];
        foreach (ParameterSlot slot in network.Parameters.Slots)
            _decayed.AsSpan(slot.Offset, slot.Length).Fill(slot.IsWeight && network.IsTrained(slot) ? 1 : 0);

        bool resumable = options.CheckpointPath is not null;
        _identity = new(Fingerprint.Of(graph), resumable ? data.Signature() : "", resumable ? options.Signature : "", 0, []);
        int[] order = Order(epoch: 0);
        _trainSample = _samples.Select(order.AsSpan(0, Math.Min(data.Validation!.Count, order.Length)));
    }

    private ParameterSet Evaluated => _average ?? _parameters;

    public TrainingResult Run(Action<BatchReport>? onBatch, Action<EpochReport>? onEpoch, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        if (_options.Resume) Resume();
        StopReason reason = StopReason.Completed;
        for (int epoch = _reports.Count + 1; epoch <= _options.Epochs; epoch++)
        {
            var trainingClock = Stopwatch.StartNew();
            (double Loss, double Accuracy, float Rate)? trained = TrainEpoch(epoch, onBatch, cancellation);
            EpochReport? report = trained is { } t ? Report(epoch, t.Loss, t.Accuracy, t.Rate, trainingClock.Elapsed, cancellation) : null;
            if (report is null)
            {
                reason = StopReason.Cancelled;
                break;
            }

            Save(report);
            onEpoch?.Invoke(report);
            if (_options.Patience > 0 && epoch - _best!.Epoch >= _options.Patience && epoch < _options.Epochs)
            {
                reason = StopReason.EarlyStop;
                break;
            }
        }

        return new TrainingResult(_bestWeights ?? Evaluated.Clone(), _best, [.. _reports], reason, clock.Elapsed);
    }

    /// <returns>Null where it was stopped.</returns>
    private (double Loss, double Accuracy, float Rate)? TrainEpoch(int epoch, Action<BatchReport>? onBatch, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        int[] order = Order(epoch);
        ulong key = SampleRandom.Mix((ulong)_options.Seed, (ulong)epoch);
        double loss = 0;
        int correct = 0;
        float rate = 0;
        for (int first = 0; first < order.Length; first += _options.BatchSize)
        {
            if (cancellation.IsCancellationRequested) return null;
            ReadOnlyMemory<int> batch = order.AsMemory(first, Math.Min(_options.BatchSize, order.Length - first));
            (double batchLoss, int batchCorrect) = _gradient.Run(_parameters, _samples, batch, key);
            int done = first + batch.Length;
            if (!double.IsFinite(batchLoss))
            {
                throw new TrainingException(Invariant(
                    $"Network '{_graph.Name}', epoch {epoch}, after {done} samples: the loss is {batchLoss}. ")
                    + "Train with a lower learning rate or clip gradients.");
            }


            double factor = _options.Schedule.Factor(epoch - 1 + (double)first / order.Length, _options.Epochs);
            rate = (float)(_options.Optimizer.LearningRate * factor);
            Step(rate);
            loss += batchLoss;
            correct += batchCorrect;
            onBatch?.Invoke(new(epoch, _options.Epochs, done, order.Length, loss / done, (double)correct / done, rate, clock.Elapsed));
        }

        return (loss / order.Length, (double)correct / order.Length, rate);
    }

    private void Step(float rate)
    {
        Span<float> gradient = _gradient.Gradient;
        if (_options.GradientClip > 0) GradientClipping.Apply(gradient, _options.GradientClip);
        _optimizer.Step(_parameters.Values, gradient, _decayed, rate);
        if (_average is not null) WeightAverage.Update(_average, _parameters, _options.WeightAverage, _optimizer.Steps);
    }

    private EpochReport? Report(int epoch, double loss, double accuracy, float rate, TimeSpan trainingTime, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            EvaluationResult train = Evaluate(_trainSample, cancellation);
            EvaluationResult validation = Evaluate(_data.Validation!, cancellation);
            EvaluationResult? test = _data.Test is null ? null : Evaluate(_data.Test, cancellation);
            double bestLoss = _reports.Select(r => r.Validation.Loss).Append(validation.Loss).Min();
            bool isBest = _best is null
                || (validation.Correct, -validation.Loss).CompareTo((_best.Validation.Correct, -_best.Validation.Loss)) > 0;
            var report = new EpochReport(epoch, _options.Epochs, rate, loss, accuracy, train, validation, test, isBest,
                FitReport.Compare(train, validation, bestLoss), trainingTime, clock.Elapsed);
            _reports.Add(report);
            if (isBest)
            {
                _best = report;
                _bestWeights = Evaluated.Clone();
            }

            return report;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private void Save(EpochReport report)
    {
        if (report.IsBest && _options.WeightsPath is { } weights)
        {
            ParameterInfo[] infos = [.. _graph.Parameters().Select(p => new ParameterInfo(p.Name, [.. p.Shape.Dimensions]))];
            SafetensorsWriter.Write(weights, infos, _bestWeights!, _identity.Fingerprint);
        }

        if (_options.CheckpointPath is not { } checkpoint) return;
        CheckpointSession session = _identity with { Steps = _optimizer.Steps, Epochs = [.. _reports.Select(CheckpointEpoch.From)] };
        Checkpoint.Write(checkpoint, session, Tensors());
    }

    private void Resume()
    {
        _bestWeights = _parameters.Clone();
        CheckpointSession session = Checkpoint.Read(_options.CheckpointPath!, _identity, Tensors());
        _optimizer.Steps = session.Steps;
        double bestLoss = double.PositiveInfinity;
        foreach (CheckpointEpoch epoch in session.Epochs)
        {
            bestLoss = Math.Min(bestLoss, epoch.Validation.Loss);
            EpochReport report = epoch.ToReport(bestLoss);
            _reports.Add(report);
            if (report.IsBest) _best = report;
        }
    }

    /// <summary>What a checkpoint holds, in the memory where it is used.</summary>
    private Dictionary<string, Memory<float>> Tensors()
    {
        var tensors = new Dictionary<string, Memory<float>> { ["parameters"] = _parameters.Memory, ["best"] = _bestWeights!.Memory };
        if (_average is not null) tensors["average"] = _average.Memory;
        foreach ((string name, float[] values) in _optimizer.State)
            tensors["optimizer." + name] = values;
        return tensors;
    }

    private EvaluationResult Evaluate(ImageSet images, CancellationToken cancellation)
    {
        bool logits = _graph[_graph.Outputs[0]].Layer is not Softmax { Log: false };
        ParameterSet weights = Evaluated;
        return _compiled is null
            ? _forward.Evaluate(weights, images, logits, cancellation)
            : Evaluator.Evaluate(() => _compiled(weights), images, _team.Workers, logits, cancellation);
    }

    private int[] Order(int epoch)
    {
        int[] order = [.. Enumerable.Range(0, _data.Train.Count)];
        new SampleRandom((ulong)_options.Seed, stream: (ulong)epoch).Shuffle(order);
        return order;
    }
}
