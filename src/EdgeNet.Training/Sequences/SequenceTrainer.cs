using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Problems;
using EdgeNet.Description;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;
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
    private readonly int _width;

    /// <summary>Prepares a network for training.</summary>
    /// <param name="description">The network: input 1×32×256, output (15, 1, frames), logits, convolutional along the strip.</param>
    /// <param name="options">How to train.</param>
    /// <param name="width">
    /// Columns of the strips that are learnt from, 64 to 256 and a multiple of 4. A convolution's weights are the same for any width, and
    /// shorter strips take less time.
    /// </param>
    /// <exception cref="TrainingException">The network cannot be trained so, or an option is out of its range.</exception>
    public SequenceTrainer(NetworkDescription description, TrainingOptions options, int width = LineWriter.FullWidth)
    {
        options.Check();
        _options = options;
        _graph = Build(description);
        int[] shape = [.. _graph.InputShape.Dimensions];
        if (shape is not [1, LineWriter.Height, LineWriter.FullWidth])
            throw new TrainingException(
                $"Network '{_graph.Name}': strips are 1×{LineWriter.Height}×{LineWriter.FullWidth}, the input is {_graph.InputShape}.");
        if (width is < LineWriter.LeastWidth or > LineWriter.FullWidth || width % 4 != 0)
            throw new TrainingException(Invariant(
                $"Strips of {width} columns: expected a multiple of 4 from {LineWriter.LeastWidth} to {LineWriter.FullWidth}."));
        _width = width;
        NetworkGraph narrow = width == LineWriter.FullWidth ? _graph : Build(description with
        {
            Inputs = new[] { new InputDescription(description.Inputs[0].Name, new[] { 1, LineWriter.Height, width }) },
        });
        _network = new NetworkGradient(narrow);
        var loss = new SequenceLoss(_network, 1);
        if (loss.Classes != LineSymbols.Count)
            throw new TrainingException(Invariant(
                $"Network '{_graph.Name}': strips have {LineSymbols.Count} symbols, blank included, the output has {loss.Classes}."));
        if (!narrow.Parameters().SequenceEqual(_graph.Parameters()))
            throw new TrainingException($"Network '{_graph.Name}': its parameters depend on the strip's width, so it trains on whole strips only.");
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
        var session = new SequenceSession(_graph, _network, _options, team, _width);
        return session.Run(data, start, onEpoch, cancellation);
    }

    private static NetworkGraph Build(NetworkDescription description) => GraphBuilder.Build(description, out IReadOnlyList<Problem> problems)
        ?? throw new TrainingException($"Network '{description.Name}': {string.Join("; ", problems)}");
}
