namespace EdgeNet.Vision.Decoding;

/// <summary>
/// The sums of one opened beginning: the states that it may be in, and for each the mass with its last digit ending in each frame.
/// </summary>
internal sealed class LivePrefix(int mostStates)
{
    private readonly int[] _states = new int[mostStates];
    private double[] _ends = [];
    private int _frames;

    /// <summary>The automaton's states.</summary>
    internal ReadOnlySpan<int> States => _states.AsSpan(0, Count);

    /// <summary>How many states there are.</summary>
    internal int Count { get; private set; }

    /// <summary>The mass with the last digit ending in each frame.</summary>
    /// <param name="index">The index of a state.</param>
    internal Span<double> Ends(int index) => _ends.AsSpan(index * _frames, _frames);

    /// <summary>Makes room for a line.</summary>
    internal void Reserve(int frames) => Buffers.Grow(ref _ends, _states.Length * frames);

    internal void Begin(int frames)
    {
        _frames = frames;
        Count = 0;
        Reserve(frames);
    }

    /// <summary>The index of a state, added with no mass if it is new.</summary>
    internal int IndexOf(int state)
    {
        int index = States.IndexOf(state);
        if (index >= 0)
            return index;
        _states[Count] = state;
        Ends(Count).Clear();
        return Count++;
    }

    /// <summary>Turns masses with the last digit beginning in each frame into those with it ending there.</summary>
    /// <param name="digit">The digit's probability in each frame.</param>
    internal void Extend(ReadOnlySpan<double> digit)
    {
        for (int i = 0; i < Count; i++)
        {
            Span<double> ends = Ends(i);
            for (int t = 1; t < ends.Length; t++)
                ends[t] += digit[t] * ends[t - 1];
        }
    }
}
