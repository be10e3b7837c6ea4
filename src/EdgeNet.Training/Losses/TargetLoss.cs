using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;

namespace EdgeNet.Training.Losses;

/// <summary>
/// The loss of samples with a row of targets: of numbers half the squared distance in their scale, of labels the sum of the binary
/// cross-entropies.
/// </summary>
/// <param name="kind">What the targets are.</param>
/// <param name="node">The node that the loss is taken at: of labels the logits.</param>
internal sealed unsafe class TargetLoss(TargetKind kind, int node) : IBatchLoss
{
    /// <inheritdoc/>
    public int Node => node;

    /// <inheritdoc/>
    public (double Loss, int Correct) Add(
        float* outputs, float* gradients, ISampleSource source, ReadOnlySpan<int> samples, int worker, float scale)
    {
        TargetSet targets = ((ITargetSource)source).Targets;
        double loss = 0;
        int correct = 0;
        for (int lane = 0; lane < samples.Length; lane++)
        {
            ReadOnlySpan<float> row = targets.Row(samples[lane]);
            if (kind == TargetKind.Numbers)
            {
                loss += SquaredError(outputs + lane, row, targets.Scale, scale, gradients + lane);
                continue;
            }

            loss += BinaryCrossEntropy(outputs + lane, row, scale, gradients + lane, out bool isRight);
            if (isRight) correct++;
        }

        return (loss, correct);
    }

    private static double SquaredError(float* y, ReadOnlySpan<float> row, TargetScale? standard, float scale, float* dy)
    {
        double loss = 0;
        for (int k = 0; k < row.Length; k++)
        {
            float error = y[k * Lanes.Count] - (standard?.Standardize(k, row[k]) ?? row[k]);
            loss += 0.5 * error * error;
            dy[k * Lanes.Count] += scale * error;
        }

        return loss;
    }

    private static double BinaryCrossEntropy(float* y, ReadOnlySpan<float> row, float scale, float* dy, out bool isRight)
    {
        double loss = 0;
        isRight = true;
        for (int k = 0; k < row.Length; k++)
        {
            double logit = y[k * Lanes.Count];
            // log(1 + e^z) − t·z, without overflow.
            loss += Math.Max(logit, 0) + Math.Log(1 + Math.Exp(-Math.Abs(logit))) - row[k] * logit;
            dy[k * Lanes.Count] += scale * (float)(1 / (1 + Math.Exp(-logit)) - row[k]);
            isRight &= logit >= 0 == row[k] > 0;
        }

        return loss;
    }
}
