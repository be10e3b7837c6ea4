namespace EdgeNet.Training.Data.Fetching;

/// <summary>How far a file has come.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Done">Bytes that are here.</param>
/// <param name="Total">Bytes in all; null where the server does not say.</param>
/// <param name="Resumed">Bytes that an earlier run left.</param>
public sealed record FetchProgress(string File, long Done, long? Total, long Resumed);
