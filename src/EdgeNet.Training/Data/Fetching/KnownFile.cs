namespace EdgeNet.Training.Data.Fetching;

/// <summary>A file of a data set that is published.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Md5">The MD5 that its publishers, or those who pass it around, state, in lower case.</param>
/// <param name="MostBytes">More than it has: what comes beyond is refused.</param>
public sealed record KnownFile(string Name, string Md5, long MostBytes);
