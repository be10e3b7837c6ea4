using Microsoft.Extensions.Logging;

namespace EdgeNet.Devices.Status;

/// <summary>A line of the log.</summary>
/// <param name="Number">1 for the first line since the start, and one more for each.</param>
/// <param name="Time">When.</param>
/// <param name="Level">How bad it is.</param>
/// <param name="Text">What happened. The page escapes it.</param>
public sealed record StationLogLine(long Number, DateTimeOffset Time, LogLevel Level, string Text);
