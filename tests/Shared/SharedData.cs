namespace EdgeNet.Tests.Shared;

/// <summary>
/// The data that some tests need and that is not part of the repository: shared/data beside the solution's folder or above it.
/// </summary>
public static class SharedData
{
    /// <summary>The path of a file or folder of the shared data, or null where it is not there; the test then skips.</summary>
    /// <param name="name">Its name within the data folder, such as "mnist".</param>
    public static string? Find(string name)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EdgeNet.sln")))
            folder = folder.Parent;

        for (folder = folder?.Parent; folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared", "data", name);
            if (Path.Exists(path)) return path;
        }

        return null;
    }
}
