using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Graph;

namespace EdgeNet.Training.Gradients;

/// <summary>
/// A sliding window as flat offsets, whatever the number of axes: tap t of the window at position p is at
/// <see cref="Positions"/>[p] + <see cref="Taps"/>[t], in a channel whose borders are padded.
/// </summary>
internal sealed class WindowTable
{
    private readonly int[] _inside;

    /// <summary>Elements of the interior that lie side by side: a row of the last axis.</summary>
    private readonly int _run;

    /// <summary>Tabulates a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="input">The input's shape.</param>
    /// <param name="output">The output's shape.</param>
    public WindowTable(Window window, TensorShape input, TensorShape output)
    {
        int rank = window.Rank;
        int[] zeros = new int[rank];
        int[] ones = [.. Enumerable.Repeat(1, rank)];
        int[] padded = new int[rank];
        int[] room = new int[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            padded[axis] = checked((int)window.PaddedSize(axis, input[axis + 1]));
            // A size rounded up reaches past the padded end.
            room[axis] = checked((int)Math.Max(padded[axis], (output[axis + 1] - 1L) * window.Stride[axis] + window.Extent(axis)));
        }

        PaddedLength = room.Aggregate(1, (product, size) => checked(product * size));
        Positions = Offsets(output.Spatial, room, [.. window.Stride], zeros);
        Taps = Offsets([.. window.Kernel], room, [.. window.Dilation], zeros);
        Interior = Offsets(input.Spatial, room, ones, [.. window.PadBegin]);
        _run = input.Spatial[^1];
        _inside = Offsets(padded, room, ones, zeros);
    }

    /// <summary>Elements of one padded channel.</summary>
    public int PaddedLength { get; }

    /// <summary>Where the window starts, for each output element of a channel.</summary>
    public int[] Positions { get; }

    /// <summary>Where each tap lies, from the start of the window.</summary>
    public int[] Taps { get; }

    /// <summary>Where each input element of a channel lies in the padded channel.</summary>
    public int[] Interior { get; }

    private long RunBytes => (long)_run * Lanes.Count * sizeof(float);

    /// <summary>Whether there is a border at all.</summary>
    public bool IsPadded => PaddedLength != Interior.Length;

    /// <summary>Copies channels into the interior of padded ones, whose border stays as it is.</summary>
    /// <param name="from">The channels, vectors of samples.</param>
    /// <param name="channels">Their number.</param>
    /// <param name="padded">Receives them.</param>
    public unsafe void Pad(float* from, int channels, float* padded)
    {
        for (int c = 0; c < channels; c++, from += (long)Interior.Length * Lanes.Count, padded += (long)PaddedLength * Lanes.Count)
        {
            for (int i = 0; i < Interior.Length; i += _run)
                Buffer.MemoryCopy(from + (long)i * Lanes.Count, padded + (long)Interior[i] * Lanes.Count, RunBytes, RunBytes);
        }
    }

    /// <summary>Copies the interior of padded channels, or adds it.</summary>
    /// <param name="padded">The padded channels, vectors of samples.</param>
    /// <param name="channels">Their number.</param>
    /// <param name="to">Receives their interior.</param>
    /// <param name="add">Whether it is added to what is there.</param>
    public unsafe void Unpad(float* padded, int channels, float* to, bool add)
    {
        for (int c = 0; c < channels; c++, to += (long)Interior.Length * Lanes.Count, padded += (long)PaddedLength * Lanes.Count)
        {
            for (int i = 0; i < Interior.Length; i++)
            {
                Vector256<float> value = Lanes.Load(padded + (long)Interior[i] * Lanes.Count);
                float* at = to + (long)i * Lanes.Count;
                Lanes.Store(at, add ? Lanes.Load(at) + value : value);
            }
        }
    }

    /// <summary>For each padded element: the input element there, −1 in the padding, or −2 past the padded end.</summary>
    public int[] Sources()
    {
        int[] sources = new int[PaddedLength];
        Array.Fill(sources, -2);
        foreach (int at in _inside)
            sources[at] = -1;
        for (int i = 0; i < Interior.Length; i++)
            sources[Interior[i]] = i;
        return sources;
    }

    /// <summary>The flat offsets, in a box of given sizes, of counts[axis] steps on each axis; last axis fastest.</summary>
    private static int[] Offsets(int[] counts, int[] sizes, int[] steps, int[] starts)
    {
        int[] offsets = new int[counts.Aggregate(1, (product, size) => checked(product * size))];
        for (int i = 0; i < offsets.Length; i++)
        {
            for (int axis = counts.Length - 1, rest = i, stride = 1; axis >= 0; axis--)
            {
                offsets[i] += (starts[axis] + rest % counts[axis] * steps[axis]) * stride;
                rest /= counts[axis];
                stride *= sizes[axis];
            }
        }

        return offsets;
    }
}
