using EdgeNet.Training.Data;

namespace EdgeNet.Training.Evaluation;

/// <summary>Takes the answers to samples with targets, of several threads; what comes out does not depend on who came first.</summary>
/// <param name="targets">What is right.</param>
/// <param name="logits">Whether answers about labels are logits rather than probabilities.</param>
internal sealed class TargetTally(TargetSet targets, bool logits) : EvaluationTally
{
    /// <summary>The least doubt that a probability in float leaves below 1.</summary>
    private const float LeastDoubt = 1f / (1 << 24);

    private readonly float[] _outputs = new float[targets.Values.Length];

    private int Width => targets.Names.Count;

    /// <inheritdoc/>
    public override void Add(int sample, ReadOnlySpan<float> outputs)
    {
        for (int k = 0; k < Width; k++)
            _outputs[sample * Width + k] = outputs[k];
    }

    /// <inheritdoc/>
    public override EvaluationResult Result()
    {
        double loss = 0;
        int correct = 0;
        for (int i = 0; i < targets.Count; i++)
        {
            bool isRight = targets.Kind == TargetKind.Labels;
            for (int k = 0; k < Width; k++)
            {
                float right = targets.Row(i)[k], answer = Answer(i, k);
                loss += targets.Kind == TargetKind.Numbers ? Square(k, right, answer)
                    : logits ? SurpriseOfLogit(right, _outputs[i * Width + k]) : Surprise(right, answer);
                isRight &= answer >= 0.5f == right > 0;
            }

            if (isRight) correct++;
        }

        NumberScore[] numbers = targets.Kind == TargetKind.Numbers
            ? [.. Columns().Select(c => NumberScore.Of(c.Right, c.Answers))] : [];
        LabelScore[] labels = targets.Kind == TargetKind.Labels ? [.. Columns().Select(c => LabelScore.Of(c.Right, c.Answers))] : [];
        return new EvaluationResult(targets.Count, correct, loss / targets.Count, numbers, labels);
    }

    private IEnumerable<(float[] Right, float[] Answers)> Columns() => Enumerable.Range(0, Width).Select(k => (
        Enumerable.Range(0, targets.Count).Select(i => targets.Row(i)[k]).ToArray(),
        Enumerable.Range(0, targets.Count).Select(i => Answer(i, k)).ToArray()));

    /// <summary>A number, or the probability of a label.</summary>
    private float Answer(int sample, int target)
    {
        float output = _outputs[sample * Width + target];
        return targets.Kind == TargetKind.Labels && logits ? 1 / (1 + MathF.Exp(-output)) : output;
    }

    private double Square(int target, float right, float answer)
    {
        double error = ((double)answer - right) / (targets.Scale?.Deviation[target] ?? 1);
        return 0.5 * error * error;
    }

    /// <summary>log(1 + e^z) − t·z, which probabilities could not tell where they are 0 or 1 in float.</summary>
    private static double SurpriseOfLogit(float right, float logit) =>
        Math.Max(logit, 0) + Math.Log(1 + Math.Exp(-Math.Abs(logit))) - (right > 0 ? logit : 0);

    private static double Surprise(float right, float probability) =>
        -Math.Log(Math.Max(right > 0 ? probability : 1 - probability, LeastDoubt));
}
