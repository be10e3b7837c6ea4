using EdgeNet.Vision.Strips;

namespace EdgeNet.Vision.Decoding;

/// <summary>
/// The probabilities of all classes in the frames of one line, joined from the network's logits on overlapping strips. Its buffers grow to
/// the longest line and then stay.
/// </summary>
internal sealed class LineFrames
{
    /// <summary>Frames of one strip.</summary>
    internal const int StripFrames = 64;

    /// <summary>Frames that two neighbouring strips share.</summary>
    internal const int StripOverlap = 16;

    /// <summary>Frames of the longest line.</summary>
    internal const int MostFrames = StripFrames + (LineStrips.MaxStrips - 1) * (StripFrames - StripOverlap);

    private double[] _probabilities = new double[LineClass.Count * StripFrames];
    private int _capacity = StripFrames;

    /// <summary>Frames of the line so far.</summary>
    internal int Count { get; private set; }

    /// <summary>A class's probability in each frame.</summary>
    internal ReadOnlySpan<double> Of(int lineClass) => _probabilities.AsSpan(lineClass * _capacity, Count);

    /// <summary>The same, to be changed.</summary>
    internal Span<double> Writable(int lineClass) => _probabilities.AsSpan(lineClass * _capacity, Count);

    /// <summary>Takes the memory for lines of so many frames.</summary>
    internal void Reserve(int frames) => EnsureCapacity(frames);

    /// <summary>Begins a new line.</summary>
    internal void Begin() => Count = 0;

    /// <summary>Adds the next strip, which begins <see cref="StripOverlap"/> frames before the end of the last one.</summary>
    /// <param name="logits">Class by class, each a row of as many frames as the strip has.</param>
    internal void Add(ReadOnlySpan<float> logits) => Add(logits, Math.Max(0, Count - StripOverlap));

    /// <summary>
    /// Adds the next strip. Of frames that two strips share, the earlier strip gives the first half and the later one the second, since
    /// what stands at a strip's end is seen in part.
    /// </summary>
    /// <param name="logits">Class by class, each a row of as many frames as the strip has.</param>
    /// <param name="first">The frame of the line at which the strip begins: the end of the last one, or before.</param>
    /// <exception cref="ArgumentException">The strip is not whole frames, or does not go on where the last one ended.</exception>
    internal void Add(ReadOnlySpan<float> logits, int first)
    {
        int frames = logits.Length / LineClass.Count;
        if (frames == 0 || frames * LineClass.Count != logits.Length)
            throw Error($"A strip has {LineClass.Count} logits a frame; found {logits.Length}.", nameof(logits));
        if (first < 0 || first > Count || first + frames < Count)
            throw Error($"A strip of {frames} frames at {first} does not go on from {Count}.", nameof(first));
        int shared = Count - first;
        EnsureCapacity(first + frames);
        Count = first + frames;
        for (int t = shared / 2; t < frames; t++)
            SetFrame(logits, frames, t, first + t);
    }

    /// <summary>Softmax of one frame. One without numbers, which a network may give for any pixels, holds nothing.</summary>
    private void SetFrame(ReadOnlySpan<float> logits, int frames, int t, int target)
    {
        float largest = float.NegativeInfinity;
        for (int c = 0; c < LineClass.Count; c++)
            largest = Math.Max(largest, logits[c * frames + t]);
        bool isNumber = float.IsFinite(largest);
        double sum = 0;
        for (int c = 0; c < LineClass.Count; c++)
        {
            double power = isNumber ? Math.Exp(logits[c * frames + t] - largest) : c == LineClass.Blank ? 1 : 0;
            _probabilities[c * _capacity + target] = power;
            sum += power;
        }

        for (int c = 0; c < LineClass.Count; c++)
            _probabilities[c * _capacity + target] /= sum;
    }

    private static ArgumentException Error(FormattableString message, string argument) =>
        new(FormattableString.Invariant(message), argument);

    private void EnsureCapacity(int frames)
    {
        if (frames <= _capacity)
            return;
        int capacity = Math.Max(frames, 2 * _capacity);
        double[] larger = new double[LineClass.Count * capacity];
        for (int c = 0; c < LineClass.Count; c++)
            Of(c).CopyTo(larger.AsSpan(c * capacity));
        _probabilities = larger;
        _capacity = capacity;
    }
}
