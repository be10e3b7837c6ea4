namespace EdgeNet.Devices.Status.Server;

/// <summary>Counts answers by the hundreds of their status.</summary>
internal sealed class RequestCounts
{
    private readonly long[] _counts = new long[6];

    internal static int Classes => 5;

    internal void Add(int status) => Interlocked.Increment(ref _counts[Math.Clamp(status / 100, 0, Classes)]);

    /// <summary>Answers of a class.</summary>
    /// <param name="hundreds">1 to <see cref="Classes"/>.</param>
    internal long Of(int hundreds) => Interlocked.Read(ref _counts[hundreds]);
}
