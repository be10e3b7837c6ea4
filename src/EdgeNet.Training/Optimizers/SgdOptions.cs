using EdgeNet.Training.Optimizers;

namespace EdgeNet.Training;

/// <summary>Stochastic gradient descent with momentum, as PyTorch defines it: v = momentum·v + g; w −= rate·v.</summary>
/// <param name="LearningRate">The step, before the schedule.</param>
/// <param name="Momentum">The share of the last step that goes on, in [0, 1).</param>
/// <param name="Nesterov">Whether the gradient is taken ahead: w −= rate·(g + momentum·v).</param>
/// <param name="WeightDecay">Added to the gradient as decay·w.</param>
public sealed record SgdOptions(float LearningRate = 0.05f, float Momentum = 0.9f, bool Nesterov = true, float WeightDecay = 0)
    : OptimizerOptions(LearningRate, WeightDecay)
{
    internal override Optimizer Create(int length) => new SgdOptimizer(this, length);
}
