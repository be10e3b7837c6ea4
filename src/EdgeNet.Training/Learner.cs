using System.Diagnostics;
using EdgeNet.Compiler.Graph;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Optimizers;
using EdgeNet.Training.Parameters;
using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>
/// One set of weights that learns from some of the samples: the one that is wanted, or that of a fold of cross-validation.
/// </summary>
internal sealed class Learner
{
    private readonly NetworkGraph _graph;
    private readonly TrainingOptions _options;
    private readonly BatchGradient _gradient;
    private readonly TrainingSamples _samples;
    private readonly int[] _indices;
    private readonly ParameterSet _parameters;
    private readonly ParameterSet? _average;
    private readonly float[] _decayed;
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
        _options = options;
        _gradient = gradient;
        _samples = samples;
        _indices = indices;
        _parameters = new ParameterSet(network.Parameters);
        if (options.Start is { } start) _parameters.CopyFrom(start);
        else Initializer.Draw(graph, _parameters, options.Initialization, options.Seed);
        _average = options.WeightAverage > 0 ? _parameters.Clone() : null;
        _optimizer = options.Optimizer.Create(network.Parameters.Length);
        _decayed = new float[network.Parameters.Length];
        foreach (ParameterSlot slot in network.Parameters.Slots)
            _decayed.AsSpan(slot.Offset, slot.Length).Fill(slot.IsWeight && network.IsTrained(slot) ? 1 : 0);
    }

    /// <summary>The weights that count: their moving average, where there is one.</summary>
    public ParameterSet Evaluated => _average ?? _parameters;

    /// <summary>The optimiser's steps.</summary>
    public long Steps
    {
        get => _optimizer.Steps;
        set => _optimizer.Steps = value;
    }

    /// <summary>The samples in the order of an epoch.</summary>
    public int[] Order(int epoch)
    {
        int[] order = [.. _indices];
        new SampleRandom((ulong)_options.Seed, stream: (ulong)epoch).Shuffle(order);
        return order;
    }

    /// <summary>Learns from every sample once.</summary>
    /// <returns>Loss and accuracy over the batches, and the last rate; null where it was stopped.</returns>
    /// <exception cref="TrainingException">The loss is no longer a number.</exception>
    public (double Loss, double Accuracy, float Rate)? TrainEpoch(int epoch, Action<BatchReport>? onBatch, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        int[] order = Order(epoch);
        using IDisposable? ahead = _samples.Ahead(order);
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

    private void Step(float rate)
    {
        Span<float> gradient = _gradient.Gradient;
        if (_options.GradientClip > 0) GradientClipping.Apply(gradient, _options.GradientClip);
        _optimizer.Step(_parameters.Values, gradient, _decayed, rate);
        if (_average is not null) WeightAverage.Update(_average, _parameters, _options.WeightAverage, _optimizer.Steps);
    }
}
