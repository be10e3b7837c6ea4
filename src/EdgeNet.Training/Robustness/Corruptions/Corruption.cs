namespace EdgeNet.Training.Robustness;

/// <summary>
/// A way in which samples come out worse than those that a network learned from. What is drawn depends on the seed and the sample's number
/// alone. A record for each; <see cref="CorruptionSuite"/> lists them.
/// </summary>
public abstract record Corruption
{
    /// <summary>What it belongs to: "rotation", "noise", "MNIST-C".</summary>
    public abstract string Family { get; }

    /// <summary>What is done, with its strength: "within ±15°".</summary>
    public abstract string Text { get; }

    /// <summary>Changes a sample in place.</summary>
    /// <param name="canvas">The sample: of a picture, values of 0 to 1, which it may leave.</param>
    /// <param name="random">What is drawn from.</param>
    internal abstract void Apply(Corruptions.SampleCanvas canvas, ref SampleRandom random);
}
