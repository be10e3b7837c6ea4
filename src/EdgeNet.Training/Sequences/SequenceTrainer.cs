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

/// <summary>
/// Trains a network that reads a strip of writing, 1×32×256, as a sequence, by connectionist temporal classification on strips that are drawn
/// as they are needed. The best epoch is chosen by strips of digits that are never learnt from.
/// </summary>
public sealed class SequenceTrainer
{
    private readonly NetworkGraph _graph;
    private readonly TrainingOptions _options;
    private readonly NetworkGradient _network;

    /// <summary>Prepares a network for training.</summary>
    /// <param name="graph">The network: input 1×32×256, output (15, 1, frames), logits.</param>
    /// <param name="options">How to train.</param>
    /// <exception cref="TrainingException">The network cannot be trained so, or an option is out of its range.</exception>
    public SequenceTrainer(NetworkGraph graph, TrainingOptions options)
    {
        options.Check();
        _graph = graph;
        _options = options;
        _network = new NetworkGradient(graph);
        if (graph.InputShape.Length != LineWriter.Width * LineWriter.Height)
            throw new TrainingException(
                $"Network '{graph.Name}': strips are 1×{LineWriter.Height}×{LineWriter.Width}, the input is {graph.InputShape}.");
        var loss = new SequenceLoss(_network, 1);
        if (loss.Classes != LineSymbols.Count)
            throw new TrainingException(Invariant(
                $"Network '{graph.Name}': strips have {LineSymbols.Count} symbols, blank included, the output has {loss.Classes}."));
    }

    /// <summary>Trains.</summary>
    /// <param name="data">What strips are written with.</param>
    /// <param name="start">Weights to go on from; null to draw them.</param>
    /// <param name="onEpoch">Called after each epoch, on the calling thread.</param>
    /// <param name="cancellation">Ends training after the batch under way.</param>
    /// <returns>The best weights.</returns>
    /// <exception cref="TrainingException">The pictures are not 28×28, or a digit has none; the loss is no longer a number.</exception>
    public IParameterSource Run(
        SequenceData data, IParameterSource? start = null, Action<SequenceReport>? onEpoch = null, CancellationToken cancellation = default)
    {
        using var team = new WorkerTeam(_options.Threads > 0 ? _options.Threads : Environment.ProcessorCount);
        var session = new SequenceSession(_graph, _network, _options, team);
        return session.Run(data, start, onEpoch, cancellation);
    }
}
