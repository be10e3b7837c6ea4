using EdgeNet.Training.Optimizers;

namespace EdgeNet.Training;

/// <summary>
/// Adam (Kingma and Ba 2015); with decoupled decay AdamW (Loshchilov and Hutter 2019): w −= rate·decay·w, apart from the gradient.
/// </summary>
/// <param name="LearningRate">The step, before the schedule.</param>
/// <param name="Beta1">The decay of the gradient's average, in [0, 1).</param>
/// <param name="Beta2">The decay of its square's average, in [0, 1).</param>
/// <param name="Epsilon">Keeps the division finite; above 0.</param>
/// <param name="WeightDecay">The decay.</param>
/// <param name="Decoupled">Whether the decay is AdamW's; if not it is added to the gradient.</param>
public sealed record AdamOptions(
    float LearningRate = 1e-3f,
    float Beta1 = 0.9f,
    float Beta2 = 0.999f,
    float Epsilon = 1e-8f,
    float WeightDecay = 0,
    bool Decoupled = true)
    : OptimizerOptions(LearningRate, WeightDecay)
{
    internal override Optimizer Create(int length) => new AdamOptimizer(this, length);
}
