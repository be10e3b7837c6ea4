using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Gradients;

namespace EdgeNet.Training.Losses;

/// <summary>The loss of a group of samples, and its gradient where the loss takes hold of the network.</summary>
internal sealed unsafe class LossFunction : IBatchLoss
{
    private readonly LossKind _kind;
    private readonly float _smoothing;

    /// <param name="kind">The loss.</param>
    /// <param name="network">The network.</param>
    /// <param name="smoothing">Label smoothing: the share of the right class spread over all classes (Szegedy 2016), in [0, 1).</param>
    /// <exception cref="TrainingException">The output is not one value a class.</exception>
    public LossFunction(LossKind kind, NetworkGradient network, float smoothing)
    {
        NetworkGraph graph = network.Graph;
        Node output = graph[graph.Outputs[0]];
        if (output.Shape.Dimensions.Count(d => d > 1) > 1)
            throw new TrainingException(
                $"Network '{graph.Name}': training classifies, so it expects one output a class, found {output.Shape} of '{output.Name}'.");
        _kind = kind;
        _smoothing = smoothing;
        Classes = output.Shape.Length;
        // The logarithm of a softmax is the same logits but for a constant.
        bool fused = kind == LossKind.CrossEntropy && output.Layer is Softmax softmax && output.Shape[softmax.Axis] == Classes;
        Node at = fused ? graph[output.Inputs[0]] : output;
        Node = network.IndexOf(at.Name);
        if (!network.WantsGradient[Node])
            throw new TrainingException($"Network '{graph.Name}' has no parameters to train.");
    }

    /// <summary>The node that the loss is taken at: the output, or what its softmax takes.</summary>
    public int Node { get; }

    /// <summary>Classes.</summary>
    public int Classes { get; }

    /// <inheritdoc/>
    public (double Loss, int Correct) Add(
        float* outputs, float* gradients, ISampleSource source, ReadOnlySpan<int> samples, int worker, float scale)
    {
        var labelled = (ILabelSource)source;
        Span<int> labels = stackalloc int[Lanes.Count];
        for (int lane = 0; lane < samples.Length; lane++)
            labels[lane] = labelled.Label(samples[lane]);
        int correct = 0;
        double loss = Add(outputs, labels[..samples.Length], scale, gradients, ref correct);
        return (loss, correct);
    }

    /// <summary>Adds up the loss of the lanes that hold samples, and adds its gradient.</summary>
    /// <param name="outputs">A vector a class.</param>
    /// <param name="labels">The right class of each sample, a lane each; further lanes hold none.</param>
    /// <param name="scale">What the gradient is multiplied by: one over the samples of the batch.</param>
    /// <param name="gradients">Receives the gradient, a vector a class.</param>
    /// <param name="correct">Counts the samples whose largest output is that of the right class.</param>
    /// <returns>The sum of the samples' losses.</returns>
    public double Add(float* outputs, ReadOnlySpan<int> labels, float scale, float* gradients, ref int correct)
    {
        double loss = 0;
        for (int lane = 0; lane < labels.Length; lane++)
        {
            float* y = outputs + lane;
            if (Largest(y) == labels[lane]) correct++;
            loss += _kind == LossKind.CrossEntropy
                ? CrossEntropy(y, labels[lane], scale, gradients + lane)
                : SquaredError(y, labels[lane], scale, gradients + lane);
        }

        return loss;
    }

    private int Largest(float* y)
    {
        int best = 0;
        for (int c = 1; c < Classes; c++)
            if (y[c * Lanes.Count] > y[best * Lanes.Count]) best = c;
        return best;
    }

    private float Target(int c, int label) => (c == label ? 1 - _smoothing : 0) + _smoothing / Classes;

    private double CrossEntropy(float* y, int label, float scale, float* dy)
    {
        float largest = y[Largest(y) * Lanes.Count];
        double sum = 0;
        for (int c = 0; c < Classes; c++)
            sum += MathF.Exp(y[c * Lanes.Count] - largest);

        double logSum = Math.Log(sum);
        double loss = 0;
        for (int c = 0; c < Classes; c++)
        {
            double logProbability = y[c * Lanes.Count] - largest - logSum;
            float target = Target(c, label);
            if (target > 0) loss -= target * logProbability;
            dy[c * Lanes.Count] += scale * (float)(Math.Exp(logProbability) - target);
        }

        return loss;
    }

    private double SquaredError(float* y, int label, float scale, float* dy)
    {
        double loss = 0;
        for (int c = 0; c < Classes; c++)
        {
            float error = y[c * Lanes.Count] - Target(c, label);
            loss += 0.5 * error * error;
            dy[c * Lanes.Count] += scale * error;
        }

        return loss;
    }
}
