namespace EdgeNet.Tests.Shared;

/// <summary>A folder for one test, gone afterwards.</summary>
public sealed class TestFolder : IDisposable
{
    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("edgenet-test-").FullName;

    /// <summary>A path in the folder; the folders above it are made.</summary>
    /// <param name="name">The path within the folder, with forward slashes.</param>
    public string PathOf(string name)
    {
        string path = System.IO.Path.Combine([Path, .. name.Split('/')]);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>Makes a folder within the folder.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its path.</returns>
    public string MakeFolder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    /// <summary>Writes a file.</summary>
    /// <param name="name">The path within the folder.</param>
    /// <param name="bytes">What it holds.</param>
    /// <returns>Its path.</returns>
    public string Write(string name, byte[] bytes)
    {
        string path = PathOf(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Writes a text file.</summary>
    /// <param name="name">The path within the folder.</param>
    /// <param name="text">What it holds.</param>
    /// <returns>Its path.</returns>
    public string WriteText(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
