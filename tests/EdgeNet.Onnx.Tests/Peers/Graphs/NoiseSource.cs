namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>
/// Numbers between −1 and 1 by SplitMix64. Those of <see cref="Random"/> hang linearly on its seed, some hardly at all, and would not move from
/// run to run.
/// </summary>
/// <param name="seed">The seed.</param>
internal sealed class NoiseSource(int seed)
{
    private ulong _state = (ulong)seed * 0xD1342543DE82EF95;

    public double Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong bits = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        bits ^= bits >> 31;
        return 2.0 * (bits >> 11) / (1L << 53) - 1;
    }
}
