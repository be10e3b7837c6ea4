using static System.FormattableString;

namespace EdgeNet.Training.Data.Series;

/// <summary>
/// Brings series to a network's input: missing values are put on the line between their neighbors, and series of other lengths are
/// stretched or padded, which the preparation then says.
/// </summary>
internal sealed class SeriesFitter
{
    private readonly int[] _shape;
    private readonly int _channels;
    private readonly int _length;
    private readonly bool _isFlat;
    private readonly InputPreparation _preparation;

    /// <param name="inputShape">The network's input shape: (channels, length), or (length).</param>
    /// <param name="options">How series are prepared.</param>
    /// <param name="tables">All parts.</param>
    /// <exception cref="TrainingException">The series do not fit the network.</exception>
    public SeriesFitter(IReadOnlyList<int> inputShape, DatasetOptions options, IReadOnlyCollection<SeriesTable> tables)
    {
        _shape = [.. inputShape];
        int total = inputShape.Aggregate(1, (product, size) => checked(product * size));
        _channels = inputShape.Count > 1 ? inputShape[0] : 1;
        _length = total / _channels;
        int shortest = tables.Min(t => t.Shortest), longest = tables.Max(t => t.Longest);
        // One row of all channels, as the archive has some sets.
        _isFlat = _channels > 1 && tables.All(t => t.Channels == 1) && shortest == total && longest == total;
        SeriesTable? other = tables.FirstOrDefault(t => t.Samples.Exists(s => s.Length != _channels));
        if (other is not null && !_isFlat)
        {
            int index = other.Samples.FindIndex(s => s.Length != _channels);
            throw new TrainingException(Invariant(
                $"{other.Path}: line {other.Lines[index]}: series of {other.Samples[index].Length} {(other.Samples[index].Length == 1 ? "channel" : "channels")} and {other.Samples[index][0].Length} steps do not fit a network whose input is {string.Join("×", inputShape)}."));
        }

        bool isResized = !_isFlat && (shortest != _length || longest != _length);
        NumberResize given = options.Preparation?.Resize ?? options.Resize ?? NumberResize.Stretch;
        _preparation = new InputPreparation(InputKind.Values, _shape) { Resize = isResized ? given == NumberResize.None
            ? NumberResize.Stretch : given : NumberResize.None };
        if (!isResized) return;
        string range = shortest == longest ? Invariant($"{longest}") : Invariant($"{shortest} to {longest}");
        Told = Invariant($"series of {range} steps are {(_preparation.Resize == NumberResize.Pad ? "padded with their last value, or cut off," : "stretched")} to the network's {_length}");
    }

    /// <summary>What is to be told of lengths; null where all are the network's.</summary>
    public string? Told { get; }

    /// <summary>Makes a part of a data set.</summary>
    /// <param name="table">The series.</param>
    /// <param name="labels">Their classes.</param>
    /// <exception cref="TrainingException">They have no room in memory.</exception>
    public ImageSet Fit(SeriesTable table, int[] labels)
    {
        Arrays.SampleFitter.CheckLength(table.Path, labels.Length, _shape);
        float[] values = new float[labels.Length * _channels * _length];
        for (int i = 0; i < labels.Length; i++)
        {
            Span<float> sample = values.AsSpan(i * _channels * _length, _channels * _length);
            for (int c = 0; c < table.Samples[i].Length; c++)
            {
                float[] channel = table.Samples[i][c];
                FillGaps(channel);
                Place(channel, _isFlat ? sample : sample.Slice(c * _length, _length), _preparation.Resize);
            }
        }

        return new ImageSet(_shape, values, labels) { Preparation = _preparation };
    }

    /// <summary>Puts missing values on the line between their neighbors; before the first and behind the last they are these.</summary>
    public static void FillGaps(Span<float> values)
    {
        int before = -1;
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i])) continue;
            for (int gap = before + 1; gap < i; gap++)
                values[gap] = before < 0 ? values[i] : values[before] + (values[i] - values[before]) * (gap - before) / (i - before);
            before = i;
        }

        // A channel without a single value says nothing: 0 throughout.
        if (before < values.Length - 1) values[(before + 1)..].Fill(before < 0 ? 0 : values[before]);
    }

    private static void Place(ReadOnlySpan<float> from, Span<float> to, NumberResize resize)
    {
        if (from.Length == to.Length)
        {
            from.CopyTo(to);
        }
        else if (resize == NumberResize.Pad)
        {
            int count = Math.Min(from.Length, to.Length);
            from[..count].CopyTo(to);
            to[count..].Fill(from[^1]);
        }
        else
        {
            NumberResizer.Stretch(from, to);
        }
    }
}
