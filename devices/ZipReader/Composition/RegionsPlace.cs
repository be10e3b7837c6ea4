namespace EdgeNet.ZipReader.Composition;

/// <summary>Where regions that are drawn on the page are kept.</summary>
/// <param name="Path">The file.</param>
/// <param name="IsOwn">
/// Whether this program keeps them there too. A program that is started by hand reads what the service has, and changes nothing of it.
/// </param>
internal sealed record RegionsPlace(string Path, bool IsOwn);
