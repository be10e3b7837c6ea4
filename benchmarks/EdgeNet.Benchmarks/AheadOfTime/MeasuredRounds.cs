namespace EdgeNet.Benchmarks.AheadOfTime;

/// <summary>What a program of benchmarks/Rounds found.</summary>
/// <param name="Min">The fastest call in microseconds.</param>
/// <param name="Median">The median call in microseconds.</param>
/// <param name="AllocatedBytes">Managed bytes that all calls together allocated.</param>
/// <param name="Answer">The network's output.</param>
internal sealed record MeasuredRounds(double Min, double Median, long AllocatedBytes, float[] Answer);
