using EdgeNet.ZipReader.Composition;

namespace EdgeNet.ZipReader.Commands;

/// <summary>Reads with the camera until a signal ends it.</summary>
internal static class RunCommand
{
    internal static int Run(string[] args) =>
        StationRunner.Run(ConfigFile.Load(CommandArguments.Parse("run", args, 0, "--config")["--config"]));
}
