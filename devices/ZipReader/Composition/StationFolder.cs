namespace EdgeNet.ZipReader.Composition;

/// <summary>The service's own folder, which systemd names: what is not configured is kept there.</summary>
internal static class StationFolder
{
    /// <summary>A file or folder in it; null where the program is no service.</summary>
    /// <param name="name">Its name.</param>
    internal static string? Find(string name)
    {
        // StateDirectory= of the unit; several are parted by colons.
        string? folder = Environment.GetEnvironmentVariable("STATE_DIRECTORY")?.Split(':')[0];
        return string.IsNullOrEmpty(folder) || !folder.StartsWith('/') ? null : Path.Combine(folder, name);
    }
}
