using EdgeNet.Vision.Digits;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Readings;

/// <summary>
/// Reads a region in which one digit stands, as on a wheel of a meter: it is told apart as a whole, and no line is looked for.
/// </summary>
/// <param name="reader">Tells digits apart: classes 0 to 9, and perhaps further ones that are no digit.</param>
/// <param name="pattern">The pattern of one digit.</param>
/// <param name="threshold">The least probability with which a digit is accepted, 0 to 1; null for the pattern's own.</param>
public sealed class OneDigitReader(DigitReader reader, FieldPattern pattern, float? threshold = null) : IRegionReader
{
    private const int Digits = 10;

    private readonly float[] _probabilities = new float[reader.Classes];
    private readonly float[] _left = new float[Digits];

    /// <inheritdoc/>
    public FieldPattern Pattern => pattern;

    /// <inheritdoc/>
    public float AcceptThreshold { get; } = threshold ?? pattern.DefaultThreshold;

    /// <inheritdoc/>
    public void Read(GreyFrame view, int x, int y, FrameReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        reading.Clear();
        if (!reader.Read(view, _probabilities) || IndexOfLargest(_probabilities) >= Digits)
            return;
        _probabilities.AsSpan(0, Digits).CopyTo(_left);
        Span<char> text = stackalloc char[1];
        for (int i = 0; i < ReadField.MaxAlternatives; i++)
        {
            int digit = IndexOfLargest(_left);
            float probability = _left[digit];
            if (probability <= 0)
                return;
            text[0] = (char)('0' + digit);
            reading.Add(text, probability);
            if (i == 0)
                reading.Add(new ReadSymbol(text[0], probability, new PixelBox(x, y, view.Width, view.Height)));
            _left[digit] = 0;
        }
    }

    private static int IndexOfLargest(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
                best = i;
        }

        return best;
    }
}
