namespace EdgeNet.Training.Augmentation;

/// <summary>Varies samples of one kind of data. One thread's: it holds memory of its own and allocates nothing a sample.</summary>
internal abstract class Augmenter
{
    /// <summary>Varies a sample in place.</summary>
    /// <param name="sample">Its values, channels first.</param>
    /// <param name="key">What the variation is drawn from: the same key, the same variation.</param>
    public abstract void Apply(Span<float> sample, ulong key);

    /// <summary>Uniform in [−range, range).</summary>
    protected static float Signed(float range, ref SampleRandom random) => range * (2 * random.NextSingle() - 1);
}
