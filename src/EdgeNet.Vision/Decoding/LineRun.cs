namespace EdgeNet.Vision.Decoding;

/// <summary>A run of digits on the best path.</summary>
/// <param name="From">The first frame in which it, or what else is written there, may begin: after the run before.</param>
/// <param name="End">The frame after its last digit.</param>
internal readonly record struct LineRun(int From, int End);
