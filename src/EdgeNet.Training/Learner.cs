using System.Diagnostics;
using EdgeNet.Compiler.Graph;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Optimizers;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Transfer;
using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>
/// One set of weights that learns from some of the samples: the one that is wanted, or that of a fold of cross-validation.
/// </summary>
internal sealed class Learner
{
    /// <summary>Of a batch with batch norms, at least one of so many.</summary>
    private const int LeastShare = 4;

    private readonly NetworkGraph _graph;
    private readonly NetworkGradient _network;
    private readonly TrainingOptions _options;
    private readonly BatchGradient _gradient;
    private readonly TrainingSamples _all;
    private readonly ILabelSource _samples;
    private readonly int[] _indices;
    private readonly ParameterSet _parameters;
    private readonly ParameterSet? _average;
    private readonly float[] _decayed;
    private readonly KeptLayers? _kept;
    private readonly Optimizer _optimizer;

    /// <param name="graph">The network.</param>
    /// <param name="network">Its gradients.</param>
    /// <param name="options">How to train.</param>
    /// <param name="gradient">Serves all learners, one after the other.</param>
    /// <param name="samples">All samples.</param>
    /// <param name="indices">Those that are learnt from.</param>
    public Learner(NetworkGraph graph, NetworkGradient network, TrainingOptions options, BatchGradient gradient, TrainingSamples samples, int[] indices)
    {
        _graph = graph;
        _network = network;
        _options = options;
        _gradient = gradient;
        _all = samples;
        _samples = samples.For(indices, options.Augmentation);
        _indices = indices;
        _parameters = new ParameterSet(network.Parameters);
        if (options.Start is { } start) _parameters.CopyFrom(start);
        else Initializer.Draw(graph, _parameters, options.Initialization, options.Seed);
        _average = options.WeightAverage > 0 ? _parameters.Clone() : null;
        _optimizer = options.Optimizer.Create(network.Parameters.Length);
        _decayed = new float[network.Parameters.Length];
        foreach (ParameterSlot slot in network.Parameters.Slots)
            _decayed.AsSpan(slot.Offset, slot.Length).Fill(slot.IsWeight && network.IsTrained(slot) ? 1 : 0);
        _kept = options.Transfer is { } transfer ? new KeptLayers(network, transfer) : null;
    }

    /// <summary>The weights that count: their moving average, where there is one.</summary>
    public ParameterSet Evaluated => _average ?? _parameters;

    /// <summary>The optimiser's steps.</summary>
    public long Steps
    {
        get => _optimizer.Steps;
        set => _optimizer.Steps = value;
    }

    /// <summary>The random key of an epoch.</summary>
    public static ulong Key(TrainingOptions options, int epoch) => SampleRandom.Mix((ulong)options.Seed, (ulong)epoch);

    /// <summary>The samples in the order of an epoch.</summary>
    public int[] Order(int epoch)
    {
        int[] order = [.. _indices];
        new SampleRandom((ulong)_options.Seed, stream: (ulong)epoch).Shuffle(order);
        return order;
    }

    /// <summary>Learns from every sample once.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="reduction">A factor on the rate beside the schedule's.</param>
    /// <param name="onBatch">Called after each batch.</param>
    /// <param name="cancellation">Stops it after a batch.</param>
    /// <returns>Loss and accuracy over the batches, and the last rate; null where it was stopped.</returns>
    /// <exception cref="TrainingException">The loss is no longer a number.</exception>
    public (double Loss, double Accuracy, float Rate)? TrainEpoch(
        int epoch, double reduction, Action<BatchReport>? onBatch, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        int[] order = Order(epoch);
        _all.Begin(epoch);
        using IDisposable? ahead = _all.Ahead(order);
        ulong key = Key(_options, epoch);
        double loss = 0;
        int correct = 0;
        float rate = 0;
        for (int first = 0, done; first < order.Length; first = done)
        {
            if (cancellation.IsCancellationRequested) return null;
            done = End(first);
            ReadOnlyMemory<int> batch = order.AsMemory(first..done);
            if (_gradient.Adversarial is { } adversarial)
                adversarial.Strength = _options.Adversarial!.StrengthAt(epoch - 1 + (double)first / order.Length);
            (double batchLoss, int batchCorrect) = _gradient.Run(_parameters, _samples, batch, key);
            if (!double.IsFinite(batchLoss))
            {
                string where = new DivergenceSearch(_network, _gradient.Loss).Find(_parameters, _samples, batch, key);
                throw new TrainingException(Invariant(
                    $"Network '{_graph.Name}', epoch {epoch}, after {done} samples: the loss is {batchLoss}. {where} ")
                    + "Train with a lower learning rate (a range test finds one), clip gradients, or warm up longer.");
            }

            double factor = reduction * _options.Schedule.Factor(epoch - 1 + (double)first / order.Length, _options.Epochs);
            rate = (float)(_options.Optimizer.LearningRate * factor);
            Step(rate);
            loss += batchLoss;
            correct += batchCorrect;
            onBatch?.Invoke(new(epoch, _options.Epochs, done, order.Length, loss / done, (double)correct / done, rate, clock.Elapsed));
        }

        return (loss / order.Length, (double)correct / order.Length, rate);
    }

    /// <summary>Steps of an epoch.</summary>
    public int StepsOfAnEpoch()
    {
        int steps = 0;
        for (int first = 0; first < _indices.Length; first = End(first)) steps++;
        return steps;
    }

    /// <summary>One step at a rate of one's own.</summary>
    /// <returns>The mean loss of the batch before it; where that is no number, no step is done.</returns>
    public double TrainBatch(ReadOnlyMemory<int> batch, ulong key, float rate)
    {
        double loss = _gradient.Run(_parameters, _samples, batch, key).Loss / batch.Length;
        if (double.IsFinite(loss)) Step(rate);
        return loss;
    }

    /// <summary>The gradient of some weights on a batch.</summary>
    /// <param name="weights">The weights, which are not changed.</param>
    public ReadOnlySpan<float> GradientOf(ParameterSet weights)
    {
        int[] order = Order(epoch: 0);
        if (_gradient.Adversarial is { } adversarial) adversarial.Strength = 1;
        _gradient.Run(weights.Clone(), _samples, order.AsMemory(0, Math.Min(_options.BatchSize, order.Length)), SampleRandom.Mix((ulong)_options.Seed, 0));
        return _gradient.Gradient;
    }

    /// <summary>What a checkpoint holds of this, in the memory where it is used.</summary>
    /// <param name="prefix">Before each name.</param>
    /// <param name="tensors">Receives it.</param>
    public void AddTensors(string prefix, Dictionary<string, Memory<float>> tensors)
    {
        tensors[prefix + "parameters"] = _parameters.Memory;
        if (_average is not null) tensors[prefix + "average"] = _average.Memory;
        foreach ((string name, float[] values) in _optimizer.State)
            tensors[prefix + "optimizer." + name] = values;
    }

    /// <summary>
    /// Where a batch ends. A few samples that are left over go with the last batch where layers look at the whole of it: alone they would be
    /// poor statistics.
    /// </summary>
    private int End(int first)
    {
        int left = _indices.Length - first - _options.BatchSize;
        return _network.BatchLayers.Length > 0 && left > 0 && left * LeastShare < _options.BatchSize ? _indices.Length
            : Math.Min(first + _options.BatchSize, _indices.Length);
    }

    private void Step(float rate)
    {
        Span<float> gradient = _gradient.Gradient;
        _kept?.BeforeStep(_parameters.Values, gradient);
        if (_options.GradientClip > 0) GradientClipping.Apply(gradient, _options.GradientClip);
        _optimizer.Step(_parameters.Values, gradient, _decayed, rate);
        _kept?.AfterStep(_parameters.Values);
        if (_average is not null) WeightAverage.Update(_average, _parameters, _options.WeightAverage, _optimizer.Steps);
    }
}
