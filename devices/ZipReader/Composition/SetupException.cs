namespace EdgeNet.ZipReader.Composition;

/// <summary>A part of the station refuses its configuration.</summary>
/// <param name="table">The table, as mqtt.</param>
/// <param name="message">What was expected and found.</param>
internal sealed class SetupException(string table, string message) : Exception($"[{table}]: {message}");
