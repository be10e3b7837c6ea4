using EdgeNet.Compiler.Graph;
using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Synthetic.Clutter;
using EdgeNet.Training.Threading;
using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>
/// Trains a network by back-propagation. The best epoch is chosen by a validation part that is never learnt from; the test part,
/// where there is one, is only measured.
/// </summary>
public sealed class Trainer
{
    private const int MostValidationSamples = 5000;
    private const int ValidationShare = 12;

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
        _network = new NetworkGradient(graph);
        _loss = new LossFunction(options.Loss, _network, options.LabelSmoothing);
    }

    /// <summary>Trains.</summary>
    /// <param name="data">The pictures, in the network's input shape. Without a validation part, one is held out.</param>
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
        Check(data);
        if (data.Validation is null)
        {
            int samples = _options.ValidationSamples > 0
                ? _options.ValidationSamples
                : Math.Clamp(data.Train.Count / ValidationShare, 1, MostValidationSamples);
            data = data.HoldOut(samples, _options.Seed);
        }

        if (_options.Clutter is { } clutter)
        {
            data = ClutteredDigits.Extend(data, clutter, _options.Seed);
            Check(data);
        }

        using var team = new WorkerTeam(_options.Threads > 0 ? _options.Threads : Environment.ProcessorCount);
        var session = new TrainingSession(_graph, _network, _loss, _options, data, compiled, team);
        return session.Run(onBatch, onEpoch, cancellation);
    }

    private void Check(Dataset data)
    {
        if (data.Train.ImageLength != _graph.InputShape.Length)
            throw new TrainingException(
                $"Network '{_graph.Name}' expects inputs of {_graph.InputShape}, "
                + $"the pictures of {data.Name} are {string.Join("×", data.Train.Shape)}.");
        if (data.Classes.Count > _loss.Classes)
            throw new TrainingException(Invariant(
                $"Network '{_graph.Name}' has {_loss.Classes} outputs, but {data.Name} has {data.Classes.Count} classes."));
    }
}
