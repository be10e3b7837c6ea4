namespace EdgeNet.Training.Data.Arrays;

/// <summary>Brings samples to a network's input one by one, with memory that it uses again.</summary>
/// <param name="layout">How.</param>
internal sealed class NumberPlacer(NumberLayout layout)
{
    private readonly NumberResizer? _resizer = layout.Resizes ? new NumberResizer(layout.From, layout.To) : null;
    private readonly float[] _ordered = new float[layout.IsLast ? layout.FromLength : 0];

    /// <summary>Brings one sample.</summary>
    /// <param name="sample">Its numbers as they stand in the file.</param>
    /// <param name="input">Receives the input's.</param>
    public void Place(ReadOnlySpan<float> sample, Span<float> input)
    {
        if (layout.IsLast)
        {
            Order<float>(sample, _ordered);
            sample = _ordered;
        }

        if (_resizer is null) sample.CopyTo(input);
        else _resizer.Resize(sample, input);
    }

    /// <summary>Puts the channels of a sample first.</summary>
    public void Order<T>(ReadOnlySpan<T> last, Span<T> first)
    {
        int channels = layout.From[0], plane = layout.FromLength / channels;
        for (int i = 0; i < plane; i++)
            for (int c = 0; c < channels; c++)
                first[c * plane + i] = last[i * channels + c];
    }

    /// <summary>Puts the channels of all samples first.</summary>
    public static T[] ChannelsFirst<T>(T[] last, NumberLayout layout)
    {
        var first = new T[last.Length];
        var placer = new NumberPlacer(layout);
        for (int sample = 0; sample < last.Length; sample += layout.FromLength)
            placer.Order<T>(last.AsSpan(sample, layout.FromLength), first.AsSpan(sample, layout.FromLength));
        return first;
    }
}
