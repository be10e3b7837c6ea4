using EdgeNet.Vision.Patterns;

namespace EdgeNet.Vision.Reading;

/// <summary>
/// What was read in a frame: one field, or with <see cref="PatternKind.Lines"/> all of them. A reader has one reading and fills it again for
/// every frame.
/// </summary>
public sealed class DigitReading
{
    private List<ReadField> _fields = [];
    private int _count;

    internal DigitReading(FieldPattern pattern)
    {
        Pattern = pattern;
        int most = pattern.Kind == PatternKind.Lines ? LineCollection.MostRuns : 1;
        for (int i = 0; i < most; i++)
            _fields.Add(new ReadField());
    }

    /// <summary>What was looked for.</summary>
    public FieldPattern Pattern { get; }

    /// <summary>Whether there is a field, read with at least the reader's threshold.</summary>
    public bool IsAccepted { get; private set; }

    /// <summary>
    /// The probability that this is what was looked for and that every character is right, 0 to 1; also where it was too low to be accepted.
    /// </summary>
    public float Confidence { get; private set; }

    /// <summary>Whether the writing is light on a dark ground.</summary>
    public bool IsLightInk { get; private set; }

    /// <summary>How many fields there are: what was read, whether it is accepted or not.</summary>
    public int FieldCount => _count;

    /// <summary>A field, in reading order.</summary>
    /// <param name="index">0 to <see cref="FieldCount"/> - 1.</param>
    public ReadField this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)_count, nameof(index));
            return _fields[index];
        }
    }

    /// <summary>
    /// The text that was read, also where it is not accepted: the fields of a line with a space between them, a line feed between lines.
    /// </summary>
    public override string ToString()
    {
        var text = new System.Text.StringBuilder();
        for (int i = 0; i < _count; i++)
        {
            if (i > 0)
                text.Append(_fields[i].Line == _fields[i - 1].Line ? ' ' : '\n');
            text.Append(_fields[i]);
        }

        return text.ToString();
    }

    internal void Clear()
    {
        _count = 0;
        Set(0, isAccepted: false, isLightInk: false);
    }

    /// <summary>Gives its content for that of another one of the same pattern.</summary>
    internal void Swap(DigitReading other)
    {
        (_fields, other._fields, _count, other._count) = (other._fields, _fields, other._count, _count);
        (Confidence, IsAccepted, IsLightInk, float confidence, bool isAccepted, bool isLightInk) =
            (other.Confidence, other.IsAccepted, other.IsLightInk, Confidence, IsAccepted, IsLightInk);
        other.Set(confidence, isAccepted, isLightInk);
    }

    /// <summary>Adds an empty field after the others.</summary>
    /// <param name="line">The line that it stands on, no less than that of the field before.</param>
    internal ReadField AddField(int line = 0)
    {
        if (_count == _fields.Count)
            _fields.Add(new ReadField());
        ReadField field = _fields[_count++];
        field.Clear(line);
        return field;
    }

    internal void Set(float confidence, bool isAccepted, bool isLightInk)
    {
        Confidence = confidence;
        IsAccepted = isAccepted;
        IsLightInk = isLightInk;
    }
}
