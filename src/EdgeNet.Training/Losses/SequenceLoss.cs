using EdgeNet.Compiler.Graph;
using EdgeNet.Training.Gradients;

namespace EdgeNet.Training.Losses;

/// <summary>Connectionist temporal classification over a network whose output is (classes, frames) or (classes, 1, frames), logits.</summary>
internal sealed unsafe class SequenceLoss : IBatchLoss
{
    private readonly CtcLoss[] _losses;

    /// <param name="network">The network.</param>
    /// <param name="workers">Threads.</param>
    /// <exception cref="TrainingException">The output is not one row of frames, or has no parameters behind it.</exception>
    public SequenceLoss(NetworkGradient network, int workers)
    {
        NetworkGraph graph = network.Graph;
        Node output = graph[graph.Outputs[0]];
        int[] shape = [.. output.Shape.Dimensions];
        if (shape.Length < 2 || shape[0] < 2 || shape.Skip(1).SkipLast(1).Any(d => d > 1))
            throw new TrainingException(
                $"Network '{graph.Name}': sequences expect an output of (classes, frames), found {output.Shape} of '{output.Name}'.");
        Node = network.IndexOf(output.Name);
        if (!network.WantsGradient[Node])
            throw new TrainingException($"Network '{graph.Name}' has no parameters to train.");
        Classes = shape[0];
        Frames = shape[^1];
        _losses = [.. Enumerable.Range(0, workers).Select(_ => new CtcLoss(Classes, Frames))];
    }

    /// <inheritdoc/>
    public int Node { get; }

    /// <summary>Symbols and blank.</summary>
    public int Classes { get; }

    /// <summary>Frames of a sequence.</summary>
    public int Frames { get; }

    /// <inheritdoc/>
    public (double Loss, int Correct) Add(
        float* outputs, float* gradients, ISampleSource source, ReadOnlySpan<int> samples, int worker, float scale)
    {
        var sequences = (ISequenceSource)source;
        double loss = 0;
        int correct = 0;
        for (int lane = 0; lane < samples.Length; lane++)
        {
            loss += _losses[worker].Add(outputs + lane, sequences.Target(samples[lane]), scale, gradients + lane, out bool isRight);
            if (isRight) correct++;
        }

        return (loss, correct);
    }
}
