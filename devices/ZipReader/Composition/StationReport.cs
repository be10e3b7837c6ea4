using EdgeNet.Devices.Station.Logging;

namespace EdgeNet.ZipReader.Composition;

/// <summary>Lines of parts that know no log, for the log.</summary>
internal static class StationReport
{
    /// <summary>Takes a part's lines.</summary>
    /// <param name="log">The log.</param>
    /// <param name="part">The part's name, which its lines begin with or not.</param>
    internal static Action<string> Of(StationLog log, string part) => line => log.Warning(part, WithoutName(part, line));

    /// <summary>A line without the part's name before it, which the log has already.</summary>
    internal static string WithoutName(string part, string line) =>
        line.StartsWith(part + ": ", StringComparison.Ordinal) ? line[(part.Length + 2)..] : line;
}
