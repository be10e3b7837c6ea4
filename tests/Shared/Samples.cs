namespace EdgeNet.Tests.Shared;

/// <summary>The pictures in devices/ZipReader/samples.</summary>
public static class Samples
{
    /// <summary>What is written on envelope.png.</summary>
    public const string EnvelopeZip = "02139";

    /// <summary>The path of a sample.</summary>
    public static string Path(string name)
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "EdgeNet.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("EdgeNet.sln is not above the tests.");
        return System.IO.Path.Combine(folder.FullName, "devices", "ZipReader", "samples", name);
    }
}
