using static System.FormattableString;

namespace EdgeNet;

/// <summary>
/// Brings parameters from PyTorch's layout into the layouts that generated code reads. Runs once, when weights are loaded.
/// Taps are walked as a nest of loops, each a (count, stride) pair, outermost first: (ky, kx, ic) over a weight of shape (out, ic, ky, kx)
/// is counts [KH, KW, IC] and strides [KW, 1, KH·KW].
/// </summary>
public static class WeightPacking
{
    /// <summary>Output channels of a block: one 512-bit, two 256-bit or four 128-bit vectors of floats.</summary>
    public const int Lanes = 16;

    /// <summary>The deepest nest of loops: (depth, height, width, channel) kernels and one more axis.</summary>
    public const int MaxLoops = 5;

    /// <summary>Elements of <paramref name="outputs"/> channels in blocks, as <see cref="ChannelBlocks"/> lays them out.</summary>
    /// <param name="outputs">Output channels, 1 or more.</param>
    /// <param name="taps">Taps of one output channel, 1 or more.</param>
    /// <exception cref="OverflowException">The length exceeds <see cref="int.MaxValue"/>.</exception>
    public static int ChannelBlocksLength(int outputs, int taps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(taps);
        return checked((int)(((long)outputs + Lanes - 1) / Lanes * Lanes * taps));
    }

    /// <summary>
    /// Packs [block of 16 outputs][tap][16]: for output o = 16·block + lane and tap t,
    /// packed[(block·taps + t)·16 + lane] = weight[o·outputStride + offset(t)], and zero where o is past the last output.
    /// </summary>
    /// <param name="weight">The parameter, as PyTorch lays it out.</param>
    /// <param name="packed">Exactly <see cref="ChannelBlocksLength"/> elements.</param>
    /// <param name="outputs">Output channels, 1 or more.</param>
    /// <param name="outputStride">Elements from one output channel to the next in <paramref name="weight"/>.</param>
    /// <param name="counts">Iterations of each tap loop, outermost first, 1 or more each; no loop is one tap (a bias).</param>
    /// <param name="strides">Elements of <paramref name="weight"/> that a step of each loop moves, 0 or more.</param>
    /// <exception cref="ArgumentException">A length does not fit the loops.</exception>
    public static void ChannelBlocks(
        ReadOnlySpan<float> weight, Span<float> packed, int outputs, int outputStride, ReadOnlySpan<int> counts, ReadOnlySpan<int> strides)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        ArgumentOutOfRangeException.ThrowIfNegative(outputStride);
        long taps = CheckLoops(counts, strides, out long lastTap);
        CheckSource(weight.Length, ((long)outputs - 1) * outputStride + lastTap, nameof(weight));
        long blocks = ((long)outputs + Lanes - 1) / Lanes;
        CheckPacked(packed.Length, blocks * Lanes * taps);

        int blockLength = (int)taps * Lanes;
        for (int first = 0; first < outputs; first += Lanes)
        {
            Span<float> block = packed[..blockLength];
            int filled = Math.Min(Lanes, outputs - first);
            if (filled < Lanes)
                block.Clear();
            GatherLanes(weight[(first * outputStride)..], block, filled, outputStride, counts, strides);
            packed = packed[blockLength..];
        }
    }

    /// <summary>Gathers a strided nest of elements into contiguous order: packed[t] = source[offset(t)].</summary>
    /// <param name="source">The parameter, as PyTorch lays it out.</param>
    /// <param name="packed">As many elements as the loops have iterations in all.</param>
    /// <param name="counts">Iterations of each loop, outermost first, 1 or more each.</param>
    /// <param name="strides">Elements of <paramref name="source"/> that a step of each loop moves, 0 or more.</param>
    /// <exception cref="ArgumentException">A length does not fit the loops.</exception>
    public static void Reorder(ReadOnlySpan<float> source, Span<float> packed, ReadOnlySpan<int> counts, ReadOnlySpan<int> strides)
    {
        long taps = CheckLoops(counts, strides, out long lastTap);
        CheckSource(source.Length, lastTap, nameof(source));
        CheckPacked(packed.Length, taps);
        Gather(source, packed, counts, strides);
    }

    /// <summary>Copies a parameter and zeroes what is left of the packed weights.</summary>
    /// <param name="source">The parameter.</param>
    /// <param name="packed">As many elements or more.</param>
    /// <exception cref="ArgumentException">The packed weights are shorter than the parameter.</exception>
    public static void Copy(ReadOnlySpan<float> source, Span<float> packed)
    {
        if (packed.Length < source.Length)
            NetworkArguments.ThrowTooShort(nameof(packed), source.Length, packed.Length);
        source.CopyTo(packed);
        packed[source.Length..].Clear();
    }

    private static void GatherLanes(
        ReadOnlySpan<float> source, Span<float> packed, int lanes, int laneStride, ReadOnlySpan<int> counts, ReadOnlySpan<int> strides)
    {
        if (counts.IsEmpty)
        {
            for (int lane = 0; lane < lanes; lane++)
                packed[lane] = source[lane * laneStride];
            return;
        }

        int length = packed.Length / counts[0];
        for (int i = 0; i < counts[0]; i++)
            GatherLanes(source[(i * strides[0])..], packed.Slice(i * length, length), lanes, laneStride, counts[1..], strides[1..]);
    }

    private static void Gather(ReadOnlySpan<float> source, Span<float> packed, ReadOnlySpan<int> counts, ReadOnlySpan<int> strides)
    {
        if (counts.IsEmpty)
        {
            packed[0] = source[0];
            return;
        }
        if (counts.Length == 1)
        {
            for (int i = 0; i < packed.Length; i++)
                packed[i] = source[i * strides[0]];
            return;
        }

        int length = packed.Length / counts[0];
        for (int i = 0; i < counts[0]; i++)
            Gather(source[(i * strides[0])..], packed.Slice(i * length, length), counts[1..], strides[1..]);
    }

    /// <summary>Checks the loops.</summary>
    /// <returns>Their iterations in all.</returns>
    internal static long CheckLoops(ReadOnlySpan<int> counts, ReadOnlySpan<int> strides, out long last)
    {
        if (counts.Length != strides.Length)
            throw new ArgumentException(
                Invariant($"Expected {counts.Length} strides, one for each count; found {strides.Length}."), nameof(strides));
        if (counts.Length > MaxLoops)
            throw new ArgumentException(Invariant($"Expected at most {MaxLoops} loops, found {counts.Length}."), nameof(counts));
        long taps = 1;
        last = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(counts[i], nameof(counts));
            ArgumentOutOfRangeException.ThrowIfNegative(strides[i], nameof(strides));
            taps *= counts[i];
            if (taps > int.MaxValue)
                throw new ArgumentException(
                    Invariant($"Expected at most {int.MaxValue} iterations, found {taps} or more."), nameof(counts));
            // No source is that long; the bound keeps the sum itself from overflowing.
            last = Math.Min(last + (counts[i] - 1L) * strides[i], long.MaxValue / 2);
        }
        return taps;
    }

    internal static void CheckSource(int length, long last, string name)
    {
        if (last >= length)
            throw new ArgumentException(Invariant($"The loops reach element {last}; there are {length}."), name);
    }

    internal static void CheckPacked(int length, long expected)
    {
        if (length != expected)
            throw new ArgumentException(Invariant($"Expected {expected} elements, found {length}."), "packed");
    }

}
