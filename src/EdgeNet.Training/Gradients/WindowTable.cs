using EdgeNet.Compiler.Graph;

namespace EdgeNet.Training.Gradients;

/// <summary>
/// A sliding window as flat offsets, whatever the number of axes: tap t of the window at position p is at
/// <see cref="Positions"/>[p] + <see cref="Taps"/>[t], in a channel whose borders are padded.
/// </summary>
internal sealed class WindowTable
{
    private readonly int[] _inside;

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

    /// <summary>Whether there is a border at all.</summary>
    public bool IsPadded => PaddedLength != Interior.Length;

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
