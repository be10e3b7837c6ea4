namespace EdgeNet.Devices.Station.Counters;

/// <summary>
/// How often single digits are read wrongly here, learnt from the frames in which the value was sure: where many are wrong, more frames
/// must agree. The last few hundred digits count.
/// </summary>
internal sealed class CounterErrors
{
    private const double Least = 0.01;
    private const double Most = 0.3;

    // What is taken for granted at the beginning: 4 wrong of 40 digits.
    private const double FirstWrong = 4;
    private const double FirstDigits = 40;
    private const double Memory = 0.998;

    private double _wrong = FirstWrong;
    private double _digits = FirstDigits;

    /// <summary>The probability that a digit is wrong.</summary>
    internal double Rate => Math.Clamp(_wrong / _digits, Least, Most);

    /// <summary>Takes a frame whose value is sure.</summary>
    internal void Learn(ReadOnlySpan<byte> read, ReadOnlySpan<byte> right)
    {
        for (int i = 0; i < read.Length; i++)
        {
            _wrong = _wrong * Memory + (read[i] == right[i] ? 0 : 1);
            _digits = _digits * Memory + 1;
        }
    }
}
