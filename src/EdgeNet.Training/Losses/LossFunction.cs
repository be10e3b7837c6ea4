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
    /// <exception cref="TrainingException">The output is not one value a class, or one that the loss does not take.</exception>
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
        if (kind == LossKind.BinaryCrossEntropy && output.Layer is Softmax)
            throw new TrainingException(
                $"Network '{graph.Name}': the binary loss expects a sigmoid or nothing after the last layer, found softmax '{output.Name}'.");
        // The logarithm of a softmax is the same logits but for a constant.
        bool fused = kind switch
        {
            LossKind.CrossEntropy => output.Layer is Softmax softmax && output.Shape[softmax.Axis] == Classes,
            LossKind.BinaryCrossEntropy => output.Layer is Activate { Function.Kind: Activation.Sigmoid },
            _ => false,
        };
        Node at = fused ? graph[output.Inputs[0]] : output;
        Node = network.IndexOf(at.Name);
        if (!network.WantsGradient[Node])
            throw new TrainingException($"Network '{graph.Name}' has no parameters to train.");
    }

    private LossFunction(LossFunction other, float[] weights)
    {
        (_kind, _smoothing, Node, Classes, Focus, Scale) = (other._kind, other._smoothing, other.Node, other.Classes, other.Focus, other.Scale);
        ClassWeights = weights;
    }

    /// <summary>The node that the loss is taken at: the output, or what its softmax or sigmoid takes.</summary>
    public int Node { get; }

    /// <summary>Classes.</summary>
    public int Classes { get; }

    /// <summary>The power of the focal loss (Lin 2017); 0 for plain cross-entropy.</summary>
    public float Focus { get; init; }

    /// <summary>Smoothing along a scale; null for none.</summary>
    public ScaleSmoothing? Scale { get; init; }

    /// <summary>What each class's samples count; null for 1.</summary>
    private float[]? ClassWeights { get; }

    /// <summary>The same loss with weights of the classes.</summary>
    public LossFunction Weighted(float[] weights) => new(this, weights);

    /// <inheritdoc/>
    public (double Loss, int Correct) Add(
        float* outputs, float* gradients, ISampleSource source, ReadOnlySpan<int> samples, int worker, float scale)
    {
        var labelled = (ILabelSource)source;
        var mixed = source as IMixedLabelSource;
        Span<LaneTarget> targets = stackalloc LaneTarget[Lanes.Count];
        for (int lane = 0; lane < samples.Length; lane++)
        {
            int label = labelled.Label(samples[lane]);
            LabelMix mix = mixed?.Mix(samples[lane]) ?? new(label, 1);
            targets[lane] = new(label, mix.Other, mix.Share);
        }

        int correct = 0;
        double loss = Add(outputs, targets[..samples.Length], scale, gradients, ref correct);
        return (loss, correct);
    }

    /// <summary>Adds up the loss of the lanes that hold samples, and adds its gradient.</summary>
    /// <param name="outputs">A vector a class.</param>
    /// <param name="targets">What is right of each sample, a lane each; further lanes hold none.</param>
    /// <param name="scale">What the gradient is multiplied by: one over the samples of the batch.</param>
    /// <param name="gradients">Receives the gradient, a vector a class.</param>
    /// <param name="correct">Counts the samples whose largest output is that of the right class.</param>
    /// <returns>The sum of the samples' losses.</returns>
    public double Add(float* outputs, ReadOnlySpan<LaneTarget> targets, float scale, float* gradients, ref int correct)
    {
        double loss = 0;
        for (int lane = 0; lane < targets.Length; lane++)
        {
            LaneTarget target = targets[lane];
            float* y = outputs + lane, dy = gradients + lane;
            int largest = Largest(y);
            if (largest == target.Label) correct++;
            float weight = ClassWeights is { } weights ? target.Share * weights[target.Label] + (1 - target.Share) * weights[target.Other] : 1;
            loss += weight * _kind switch
            {
                LossKind.CrossEntropy => Focus > 0
                    ? Focal(y, y[largest * Lanes.Count], target, scale * weight, dy)
                    : CrossEntropy(y, y[largest * Lanes.Count], target, scale * weight, dy),
                LossKind.BinaryCrossEntropy => BinaryCrossEntropy(y, target, scale * weight, dy),
                _ => SquaredError(y, target, scale * weight, dy),
            };
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

    /// <summary>The share of a class in what is right.</summary>
    private float Share(int c, LaneTarget target)
    {
        float share = (1 - _smoothing) * target.Share * Whole(c, target.Label);
        if (target.Share < 1) share += (1 - _smoothing) * (1 - target.Share) * Whole(c, target.Other);
        return share + _smoothing / Classes;
    }

    /// <summary>The share of a class where one class is right.</summary>
    private float Whole(int c, int right) => Scale is { } scale ? scale.Of(c, right, Classes) : c == right ? 1 : 0;

    private double CrossEntropy(float* y, float largest, LaneTarget right, float scale, float* dy)
    {
        double logSum = LogSum(y, largest);
        double loss = 0;
        for (int c = 0; c < Classes; c++)
        {
            double logProbability = y[c * Lanes.Count] - largest - logSum;
            float target = Share(c, right);
            if (target > 0) loss -= target * logProbability;
            dy[c * Lanes.Count] += scale * (float)(Math.Exp(logProbability) - target);
        }

        return loss;
    }

    /// <summary>−Σ t·(1 − p)^γ·log p. With a = γ·p·(1 − p)^(γ−1)·log p − (1 − p)^γ its slope by logit k is t·a of k less p of k times Σ t·a.</summary>
    private double Focal(float* y, float largest, LaneTarget right, float scale, float* dy)
    {
        double logSum = LogSum(y, largest);
        double loss = 0, sum = 0;
        for (int c = 0; c < Classes; c++)
        {
            float target = Share(c, right);
            if (target == 0) continue;
            double logProbability = y[c * Lanes.Count] - largest - logSum;
            loss -= target * Math.Pow(1 - Math.Exp(logProbability), Focus) * logProbability;
            double slope = target * Slope(logProbability);
            sum += slope;
            dy[c * Lanes.Count] += scale * (float)slope;
        }

        for (int c = 0; c < Classes; c++)
            dy[c * Lanes.Count] -= scale * (float)(sum * Math.Exp(y[c * Lanes.Count] - largest - logSum));
        return loss;

        double Slope(double logProbability)
        {
            double p = Math.Exp(logProbability), wrong = 1 - p;
            // At p = 1 both terms are 0; a power below 1 would divide by it.
            return wrong <= 0 ? 0 : Focus * p * Math.Pow(wrong, Focus - 1) * logProbability - Math.Pow(wrong, Focus);
        }
    }

    private double LogSum(float* y, float largest)
    {
        double sum = 0;
        for (int c = 0; c < Classes; c++)
            sum += MathF.Exp(y[c * Lanes.Count] - largest);
        return Math.Log(sum);
    }

    private double BinaryCrossEntropy(float* y, LaneTarget right, float scale, float* dy)
    {
        double loss = 0;
        for (int c = 0; c < Classes; c++)
        {
            double logit = y[c * Lanes.Count], target = Share(c, right);
            // log(1 + e^z) − t·z, without overflow.
            loss += Math.Max(logit, 0) + Math.Log(1 + Math.Exp(-Math.Abs(logit))) - target * logit;
            dy[c * Lanes.Count] += scale * (float)(1 / (1 + Math.Exp(-logit)) - target);
        }

        return loss;
    }

    private double SquaredError(float* y, LaneTarget right, float scale, float* dy)
    {
        double loss = 0;
        for (int c = 0; c < Classes; c++)
        {
            float error = y[c * Lanes.Count] - Share(c, right);
            loss += 0.5 * error * error;
            dy[c * Lanes.Count] += scale * error;
        }

        return loss;
    }
}
