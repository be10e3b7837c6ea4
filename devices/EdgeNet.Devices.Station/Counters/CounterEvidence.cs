using EdgeNet.Devices.Station.Readings;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Counters;

/// <summary>
/// What one frame says of a counter: the answers of the counter's length, with their probabilities. A value fits it as well as the digits
/// agree; any digit may be wrong, however sure its reader is.
/// </summary>
internal sealed class CounterEvidence(int digits)
{
    private const double MostDoubt = 0.9;

    private readonly byte[] _answers = new byte[ReadField.MaxAlternatives * digits];
    private readonly long[] _values = new long[ReadField.MaxAlternatives];
    private readonly double[] _shares = new double[ReadField.MaxAlternatives];
    private readonly double[] _doubts = new double[digits];
    private readonly byte[] _value = new byte[digits];
    private double _wrong;
    private double _other;

    /// <summary>How many answers there are.</summary>
    internal int Count { get; private set; }

    /// <summary>The digits of the likeliest answer.</summary>
    internal ReadOnlySpan<byte> Best => _answers.AsSpan(0, digits);

    /// <summary>An answer as a value.</summary>
    internal long Value(int index) => _values[index];

    /// <summary>Takes a frame.</summary>
    /// <param name="reading">The frame's reading.</param>
    /// <param name="wrong">How often a digit is wrong.</param>
    internal void Take(FrameReading reading, double wrong)
    {
        Count = 0;
        _wrong = wrong;
        double sum = 0;
        for (int i = 0; i < reading.AlternativeCount; i++)
        {
            if (!TryParse(reading.AlternativeText(i), _answers.AsSpan(Count * digits, digits), out _values[Count]))
                continue;
            if (Count == 0)
                TakeDoubts(reading, isBest: i == 0);
            // No answer is impossible, and none is sure.
            _shares[Count] = Math.Clamp(reading.AlternativeConfidence(i), 1e-6, 1);
            sum += _shares[Count++];
        }

        _other = Math.Max(1e-6, 1 - sum) * Math.Pow(10, -digits);
    }

    /// <summary>How well a value fits: its likelihood, up to a factor that is the same for all.</summary>
    internal double Fit(long value)
    {
        Split(value, _value);
        double fit = _other;
        for (int i = 0; i < Count; i++)
        {
            double product = _shares[i];
            ReadOnlySpan<byte> answer = _answers.AsSpan(i * digits, digits);
            for (int k = 0; k < digits; k++)
            {
                double wrong = i == 0 ? _doubts[k] : _wrong;
                product *= answer[k] == _value[k] ? 1 - wrong : wrong / 9;
            }

            fit += product;
        }

        return fit;
    }

    /// <summary>Splits a value into its digits, the highest first.</summary>
    internal static void Split(long value, Span<byte> into)
    {
        for (int i = into.Length - 1; i >= 0; i--)
        {
            into[i] = (byte)(value % 10);
            value /= 10;
        }
    }

    private void TakeDoubts(FrameReading reading, bool isBest)
    {
        Array.Fill(_doubts, _wrong);
        if (!isBest)
            return;
        int digit = 0;
        foreach (ReadSymbol symbol in reading.Symbols)
        {
            if (symbol.IsDigit && digit < digits)
                _doubts[digit++] = Math.Clamp(1 - symbol.Confidence, _wrong, MostDoubt);
        }
    }

    /// <summary>Reads a text of just as many digits; points and commas, which some counters have, are passed over.</summary>
    private static bool TryParse(ReadOnlySpan<char> text, Span<byte> into, out long value)
    {
        value = 0;
        int count = 0;
        foreach (char c in text)
        {
            if (c is '.' or ',')
                continue;
            if (!char.IsAsciiDigit(c) || count == into.Length)
                return false;
            into[count++] = (byte)(c - '0');
            value = value * 10 + (c - '0');
        }

        return count == into.Length;
    }
}
