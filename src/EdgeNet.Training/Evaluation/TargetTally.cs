using EdgeNet.Training.Data;

namespace EdgeNet.Training.Evaluation;

/// <summary>Takes the answers to samples with targets, of several threads; what comes out does not depend on who came first.</summary>
/// <param name="targets">What is right.</param>
/// <param name="logits">Whether answers about labels are logits rather than probabilities.</param>
internal sealed class TargetTally(TargetSet targets, bool logits) : EvaluationTally
{
    private readonly float[] _answers = new float[targets.Values.Length];

    private int Width => targets.Names.Count;

    /// <inheritdoc/>
    public override void Add(int sample, ReadOnlySpan<float> outputs)
    {
        for (int k = 0; k < Width; k++)
            _answers[sample * Width + k] = targets.Kind == TargetKind.Labels && logits ? 1 / (1 + MathF.Exp(-outputs[k])) : outputs[k];
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
                float right = targets.Row(i)[k], answer = _answers[i * Width + k];
                loss += targets.Kind == TargetKind.Labels ? Surprise(right, answer) : Square(k, right, answer);
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
        Enumerable.Range(0, targets.Count).Select(i => _answers[i * Width + k]).ToArray()));

    private double Square(int target, float right, float answer)
    {
        double error = ((double)answer - right) / (targets.Scale?.Deviation[target] ?? 1);
        return 0.5 * error * error;
    }

    private static double Surprise(float right, float probability) =>
        -Math.Log(Math.Max(right > 0 ? probability : 1 - probability, float.Epsilon));
}
