using EdgeNet.Training.Data;

namespace EdgeNet.Training.Evaluation;

/// <summary>Takes the answers of several threads.</summary>
internal abstract class EvaluationTally
{
    /// <summary>Makes one.</summary>
    /// <param name="outputs">Outputs of the network.</param>
    /// <param name="images">The samples, which know what is right.</param>
    /// <param name="logits">Whether the outputs are logits rather than probabilities.</param>
    /// <param name="isFinal">Whether the area under the ROC curve is wanted too, for which all probabilities are kept.</param>
    /// <exception cref="TrainingException">The samples have more targets than the network outputs.</exception>
    public static EvaluationTally Create(int outputs, ImageSet images, bool logits, bool isFinal = false)
    {
        if (images.Targets is not { } targets)
            return new ClassTally(outputs, images.Labels.ToArray(), logits, isFinal ? ClassScores.For(outputs, images.Count) : null);
        return targets.Names.Count == outputs ? new TargetTally(targets, logits) : throw new TrainingException(
            FormattableString.Invariant($"The network has {outputs} outputs, the samples have {targets.Names.Count} targets."));
    }

    /// <summary>Takes one answer.</summary>
    /// <param name="sample">The sample's number.</param>
    /// <param name="outputs">The network's outputs.</param>
    public abstract void Add(int sample, ReadOnlySpan<float> outputs);

    /// <summary>What all answers come to.</summary>
    public abstract EvaluationResult Result();
}
