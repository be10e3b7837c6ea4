using EdgeNet.Devices.Station.Configuration;

namespace EdgeNet.ZipReader.Commands;

/// <summary>Prints the commented configuration file.</summary>
internal static class ConfigCommand
{
    internal static int Run(string[] args)
    {
        _ = CommandArguments.Parse("config", args, 0);
        Streams.Write(ConfigTemplate.Text);
        return 0;
    }
}
