namespace EdgeNet.Training.Data.Files;

/// <summary>A file, or something else, in a tar file.</summary>
/// <param name="Name">Its path in the archive.</param>
/// <param name="Offset">Where its bytes begin.</param>
/// <param name="Length">How many there are.</param>
/// <param name="IsLink">Whether it is no file: a link, a device, a pipe.</param>
internal readonly record struct TarEntry(string Name, long Offset, long Length, bool IsLink);
