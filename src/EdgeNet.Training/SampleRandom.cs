namespace EdgeNet.Training;

/// <summary>
/// Random numbers that depend on a key only: SplitMix64 (Steele, Lea and Flood 2014). A sample's distortions are drawn from its own
/// generator, so they are the same on any number of cores, and one is made in a few instructions without memory of its own.
/// </summary>
internal struct SampleRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>The generator of one key.</summary>
    /// <param name="key">The key: seed, epoch, sample, mixed by <see cref="Mix"/>.</param>
    /// <param name="stream">Tells apart what draws with the same key.</param>
    public SampleRandom(ulong key, ulong stream = 0) => _state = Mix(key, stream);

    /// <summary>One key out of two.</summary>
    public static ulong Mix(ulong a, ulong b) => Finish(Finish(a + Golden) ^ (b * 0xD1B54A32D192ED03 + Golden));

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64() => Finish(_state += Golden);

    /// <summary>Uniform in [0, 1).</summary>
    public float NextSingle() => (NextUInt64() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform in [low, high).</summary>
    public float NextSingle(float low, float high) => low + (high - low) * NextSingle();

    /// <summary>Uniform in 0 … count − 1.</summary>
    /// <param name="count">1 or more.</param>
    public int Next(int count) => (int)(((NextUInt64() >> 32) * (ulong)count) >> 32);

    /// <summary>Normal with mean 0 and standard deviation 1, by Box and Muller.</summary>
    public float NextGaussian()
    {
        float radius = MathF.Sqrt(-2 * MathF.Log(1 - NextSingle()));
        return radius * MathF.Cos(2 * MathF.PI * NextSingle());
    }

    /// <summary>Shuffles by Fisher and Yates.</summary>
    public void Shuffle(Span<int> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Finish(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
