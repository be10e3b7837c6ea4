namespace EdgeNet.Benchmarks.Networks;

/// <summary>What benchmarks feed to networks: the same on every run.</summary>
internal static class RandomSample
{
    /// <summary>The seed of weights and inputs.</summary>
    public const int Seed = 1;

    /// <summary>A network with random weights.</summary>
    /// <typeparam name="T">The network.</typeparam>
    public static T Network<T>()
        where T : ICompiledNetwork<T> => T.Create(new RandomParameters(T.NetworkInfo, Seed));

    /// <summary>An input uniform in [0, 1), as a picture's grey values are, in memory that does not move.</summary>
    /// <param name="network">The network.</param>
    public static float[] Input(NetworkInfo network)
    {
        var random = new Random(Seed);
        float[] input = GC.AllocateArray<float>(network.InputLength, pinned: true);
        foreach (ref float x in input.AsSpan()) x = random.NextSingle();
        return input;
    }
}
