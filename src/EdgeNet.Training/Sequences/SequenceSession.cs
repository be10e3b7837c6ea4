using System.Diagnostics;
using EdgeNet.Compiler.Graph;
using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Optimizers;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Synthetic.Lines;
using EdgeNet.Training.Threading;
using static System.FormattableString;

namespace EdgeNet.Training.Sequences;

/// <summary>One run of a <see cref="SequenceTrainer"/>.</summary>
internal sealed class SequenceSession
{
    private const int ValidationStrips = 2048;

    private readonly NetworkGraph _graph;
    private readonly NetworkGradient _network;
    private readonly TrainingOptions _options;
    private readonly BatchGradient _gradient;
    private readonly SequenceEvaluator _evaluator;
    private readonly ParameterSet _parameters;
    private readonly ParameterSet? _average;
    private readonly Optimizer _optimizer;
    private readonly float[] _decayed;
    private readonly WorkerTeam _team;
    private readonly int _width;

    public SequenceSession(NetworkGraph graph, NetworkGradient network, TrainingOptions options, WorkerTeam team, int width)
    {
        _width = width;
        _graph = graph;
        _network = network;
        _options = options;
        _team = team;
        _gradient = new BatchGradient(network, new SequenceLoss(network, team.Workers), team);
        _evaluator = new SequenceEvaluator(network, team);
        _parameters = new ParameterSet(network.Parameters);
        Initializer.Draw(graph, _parameters, options.Initialization, options.Seed);
        _average = options.WeightAverage > 0 ? _parameters.Clone() : null;
        _optimizer = options.Optimizer.Create(network.Parameters.Length);
        _decayed = new float[network.Parameters.Length];
        foreach (ParameterSlot slot in network.Parameters.Slots)
            _decayed.AsSpan(slot.Offset, slot.Length).Fill(slot.IsWeight && network.IsTrained(slot) ? 1 : 0);
    }

    public IParameterSource Run(
        SequenceData data, IParameterSource? start, Action<SequenceReport>? onEpoch, CancellationToken cancellation)
    {
        LabelledLines? labelled = null, heldLabelled = null;
        if (data.Labelled is { } lines) (labelled, heldLabelled) = lines.HoldOut();
        var samples = new LineSamples(Ink(data.Train), data.Samples, _team.Workers, _width, labelled, data.LabelledShare);
        if (start is not null)
        {
            _parameters.CopyFrom(start);
            _average?.CopyFrom(start);
        }

        var held = new LineSamples(Ink(data.Validation), ValidationStrips, _team.Workers, _width, heldLabelled, data.LabelledShare);
        LineInk Ink(ImageSet? pictures) => new(pictures is null ? null : new DigitPictures(pictures), data.Fonts);

        ParameterSet? best = null;
        double bestLoss = double.PositiveInfinity;
        for (int epoch = 1; epoch <= _options.Epochs; epoch++)
        {
            var clock = Stopwatch.StartNew();
            if (Train(samples, epoch, cancellation) is not { } trained) break;
            (double loss, double accuracy) = _evaluator.Evaluate(_average ?? _parameters, held, SampleRandom.Mix((ulong)_options.Seed, 0xFA11));
            bool isBest = loss < bestLoss;
            if (isBest)
            {
                bestLoss = loss;
                best = (_average ?? _parameters).Clone();
                if (_options.WeightsPath is { } path) SafetensorsWriter.Write(path, Infos(), best, Fingerprint.Of(_graph));
            }

            onEpoch?.Invoke(new(epoch, _options.Epochs, trained.Loss, trained.Accuracy, loss, accuracy, isBest, clock.Elapsed));
        }

        return best ?? (_average ?? _parameters);
    }

    private ParameterInfo[] Infos() => [.. _graph.Parameters().Select(p => new ParameterInfo(p.Name, [.. p.Shape.Dimensions]))];

    private (double Loss, double Accuracy)? Train(LineSamples samples, int epoch, CancellationToken cancellation)
    {
        int[] order = [.. Enumerable.Range(0, samples.Count)];
        ulong key = SampleRandom.Mix((ulong)_options.Seed, (ulong)epoch);
        double loss = 0;
        int correct = 0;
        for (int first = 0; first < order.Length; first += _options.BatchSize)
        {
            if (cancellation.IsCancellationRequested) return null;
            ReadOnlyMemory<int> batch = order.AsMemory(first, Math.Min(_options.BatchSize, order.Length - first));
            (double batchLoss, int batchCorrect) = _gradient.Run(_parameters, samples, batch, key);
            if (!double.IsFinite(batchLoss))
            {
                string where = new DivergenceSearch(_network, _gradient.Loss).Find(_parameters, samples, batch, key);
                throw new TrainingException(Invariant(
                    $"Network '{_graph.Name}', epoch {epoch}: the loss is {batchLoss}. {where} Train with a lower learning rate or clip gradients."));
            }

            loss += batchLoss;
            correct += batchCorrect;
            double factor = _options.Schedule.Factor(epoch - 1 + (double)first / order.Length, _options.Epochs);
            Step((float)(_options.Optimizer.LearningRate * factor));
        }

        return (loss / order.Length, (double)correct / order.Length);
    }

    private void Step(float rate)
    {
        Span<float> gradient = _gradient.Gradient;
        if (_options.GradientClip > 0) GradientClipping.Apply(gradient, _options.GradientClip);
        _optimizer.Step(_parameters.Values, gradient, _decayed, rate);
        if (_average is not null) WeightAverage.Update(_average, _parameters, _options.WeightAverage, _optimizer.Steps);
    }
}
