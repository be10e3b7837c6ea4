using EdgeNet.Training.Gradients;

namespace EdgeNet.Training.Losses;

/// <summary>The loss of a group of samples, and its gradient where the loss takes hold of the network.</summary>
internal unsafe interface IBatchLoss
{
    /// <summary>The node that the loss is taken at.</summary>
    int Node { get; }

    /// <summary>Looks at the inputs of a group, before <see cref="Add"/> on the same thread: a loss may ask other networks.</summary>
    /// <param name="inputs">The inputs as the network takes them, a vector an element.</param>
    /// <param name="samples">Lanes that hold a sample.</param>
    /// <param name="worker">The number of the thread, for memory of its own.</param>
    void Look(float* inputs, int samples, int worker)
    {
    }

    /// <summary>Adds up the loss of the lanes that hold samples, and adds its gradient.</summary>
    /// <param name="outputs">A vector an output.</param>
    /// <param name="gradients">Receives the gradient, a vector an output.</param>
    /// <param name="source">Where the samples come from, which knows what is right.</param>
    /// <param name="samples">The samples' numbers, a lane each; further lanes hold none.</param>
    /// <param name="worker">The number of the thread, for memory of its own.</param>
    /// <param name="scale">What the gradient is multiplied by: one over the samples of the batch.</param>
    /// <returns>The sum of the samples' losses, and how many were answered rightly.</returns>
    (double Loss, int Correct) Add(float* outputs, float* gradients, ISampleSource source, ReadOnlySpan<int> samples, int worker, float scale);
}
