namespace EdgeNet.VirtualPi.Tests.Building;

/// <summary>ZipReader as it is copied to a Raspberry Pi: published for 64-bit Arm.</summary>
internal static class ReaderProgram
{
    /// <summary>The variable that names a folder with the published program, for whoever has it already.</summary>
    public const string Variable = "EDGENET_VIRTUALPI_PROGRAM";

    private static readonly string[] NotForDevices = [".dbg", ".pdb", ".xml", ".json"];

    /// <summary>The folder of the program.</summary>
    /// <param name="folder">Where to publish it.</param>
    public static string Publish(string folder)
    {
        string published = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : Build(folder);
        string target = Directory.CreateDirectory(Path.Combine(folder, "program")).FullName;
        foreach (string file in Directory.EnumerateFiles(published))
        {
            if (!NotForDevices.Contains(Path.GetExtension(file)))
                File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        if (!File.Exists(Path.Combine(target, "ZipReader")))
            throw new BoardException($"expected the program ZipReader in {published}, found none");
        return target;
    }

    private static string Build(string folder)
    {
        string project = Path.GetFullPath(Path.Combine(Samples.Path("envelope.png"), "../.."));
        string published = Path.Combine(folder, "published");
        HostCommand.Run("dotnet", "publish", project, "-c", "Release", "-r", "linux-arm64", "-o", published, "-nologo", "-v", "quiet");
        return published;
    }
}
