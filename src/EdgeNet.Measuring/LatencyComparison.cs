using System.Runtime.InteropServices;

namespace EdgeNet.Measuring;

/// <summary>Two actions measured in turns, so that whatever else the machine does meanwhile meets both.</summary>
/// <param name="First">The first action.</param>
/// <param name="Second">The second.</param>
/// <param name="Ratio">
/// How many times longer the second takes: the median, over the rounds, of its median call in a round to the first's in the same round.
/// </param>
public sealed record LatencyComparison(Latency First, Latency Second, double Ratio)
{
    /// <summary>Measures two actions in alternating rounds.</summary>
    /// <param name="first">One action.</param>
    /// <param name="second">The other.</param>
    /// <param name="options">How long.</param>
    public static LatencyComparison Measure(Action first, Action second, MeasuringOptions? options = null)
    {
        options ??= MeasuringOptions.Default;
        var a = new RoundStopwatch(first, options);
        var b = new RoundStopwatch(second, options);
        var ratios = new List<double>();
        for (var rounds = new RoundCounter(options); rounds.Next();)
        {
            // Taking turns at going first, neither always follows the other.
            double timeA, timeB;
            if (ratios.Count % 2 == 0) (timeA, timeB) = (a.Run(), b.Run());
            else (timeB, timeA) = (b.Run(), a.Run());
            ratios.Add(timeB / timeA);
        }

        return new LatencyComparison(a.Latency(), b.Latency(), Percentiles.Median(CollectionsMarshal.AsSpan(ratios)));
    }
}
