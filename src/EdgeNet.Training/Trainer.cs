using EdgeNet.Compiler.Graph;
using EdgeNet.Training.Checkpoints;
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

        using var team = new WorkerTeam(_options.Threads > 0 ? _options.Threads : Environment.ProcessorCount);
        var session = new TrainingSession(_graph, _network, _loss, _options, data, plan, compiled, team);
        return session.Run(onBatch, onEpoch, cancellation);
    }

    /// <summary>How a data set will be validated on.</summary>
    /// <param name="data">The data set.</param>
    /// <exception cref="TrainingException">There are too few samples for what was asked.</exception>
    public ValidationPlan PlanFor(Dataset data) => ValidationPlan.For(data, _options, _graph.Parameters().Sum(p => (long)p.Shape.Length));

    /// <summary>How far the run that wrote a checkpoint has come.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <returns>The epochs that are done, and those that were to be done.</returns>
    /// <exception cref="TrainingException">The file is missing, or no checkpoint.</exception>
    public static (int Done, int Planned) ProgressOf(string checkpoint) => Checkpoint.Progress(checkpoint);

    private void Check(Dataset data)
    {
        if (data.Train.ImageLength != _graph.InputShape.Length)
            throw new TrainingException(
                $"Network '{_graph.Name}' expects inputs of {_graph.InputShape}, "
                + $"the samples of {data.Name} are {string.Join("×", data.Train.Shape)}.");
        if (data.Classes.Count > _loss.Classes)
            throw new TrainingException(Invariant(
                $"Network '{_graph.Name}' has {_loss.Classes} outputs, but {data.Name} has {data.Classes.Count} classes."));
    }
}
