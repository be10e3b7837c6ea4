namespace EdgeNet.VirtualPi.Tests.Building;

/// <summary>
/// What is made once and kept, outside of the repository: <c>$EDGENET_CACHE</c>, or <c>edgenet</c> where this user's programs keep such
/// things. It may be deleted at any time.
/// </summary>
internal static class BoardCache
{
    /// <summary>Its folder.</summary>
    public static string Folder { get; } = Path.Combine(Root(), "virtual-pi");

    /// <summary>A folder that another process does not make at the same time, and that is there as a whole or not at all.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="make">Fills it.</param>
    /// <returns>Its path.</returns>
    public static string Keep(string name, Action<string> make)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Folder);
        using FileStream held = Hold();
        if (Directory.Exists(path))
            return path;
        string unfinished = path + ".unfinished";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished);
        make(unfinished);
        Directory.Move(unfinished, path);
        return path;
    }

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable("EDGENET_CACHE") is { Length: > 0 } chosen)
            return Path.GetFullPath(chosen);
        string? caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(caches))
            caches = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(caches, "edgenet");
    }

    private static FileStream Hold()
    {
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(Folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                Thread.Sleep(500);
            }
        }
    }
}
