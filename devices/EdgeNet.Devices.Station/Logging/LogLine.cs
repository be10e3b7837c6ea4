namespace EdgeNet.Devices.Station.Logging;

/// <summary>A line of the log.</summary>
/// <param name="Number">Counts from 1; a gap is lines that are no longer kept.</param>
/// <param name="Time">When.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Part">What it is about, as camera, store or mqtt.</param>
/// <param name="Message">What happened, escaped, on one line.</param>
public sealed record LogLine(long Number, DateTimeOffset Time, LogLevel Level, string Part, string Message);
