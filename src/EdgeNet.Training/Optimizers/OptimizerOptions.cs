using EdgeNet.Training.Optimizers;

namespace EdgeNet.Training;

/// <summary>How parameters follow their gradients.</summary>
/// <param name="LearningRate">The step, before the schedule; above 0.</param>
/// <param name="WeightDecay">The pull of weights (not of biases) towards zero; 0 or more.</param>
public abstract record OptimizerOptions(float LearningRate, float WeightDecay)
{
    /// <summary>The optimiser, with empty state.</summary>
    internal abstract Optimizer Create(int length);
}
