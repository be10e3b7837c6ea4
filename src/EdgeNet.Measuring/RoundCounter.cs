using System.Diagnostics;

namespace EdgeNet.Measuring;

/// <summary>Says whether there is a further round: one at least, and none past the number or the time that the options give.</summary>
/// <param name="options">How long to measure. The time runs from here on.</param>
public sealed class RoundCounter(MeasuringOptions options)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private int _rounds;

    /// <summary>Counts a round that is about to begin; false where none is.</summary>
    public bool Next()
    {
        if (_rounds > 0 && (_rounds >= options.Rounds || Stopwatch.GetElapsedTime(_start) >= options.MaxTime)) return false;
        _rounds++;
        return true;
    }
}
