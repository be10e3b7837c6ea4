namespace EdgeNet.Training.Optimizers;

/// <summary>Moves parameters along their gradients.</summary>
internal abstract class Optimizer
{
    /// <summary>Steps done.</summary>
    public long Steps { get; set; }

    /// <summary>What it remembers from step to step, by name, for checkpoints.</summary>
    public abstract IReadOnlyList<(string Name, float[] Values)> State { get; }

    /// <summary>One step.</summary>
    /// <param name="parameters">The parameters, changed in place.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="decayed">1 where weight decay acts, else 0.</param>
    /// <param name="rate">The learning rate of this step.</param>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<float> decayed, float rate)
    {
        Steps++;
        Move(parameters, gradients[..parameters.Length], decayed[..parameters.Length], rate);
    }

    protected abstract void Move(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<float> decayed, float rate);
}
