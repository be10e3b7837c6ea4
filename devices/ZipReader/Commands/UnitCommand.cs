using EdgeNet.Devices.Station.Systemd;

namespace EdgeNet.ZipReader.Commands;

/// <summary>Prints the unit file of the service.</summary>
internal static class UnitCommand
{
    internal static int Run(string[] args)
    {
        CommandArguments arguments = CommandArguments.Parse("unit", args, 0, "--config", "--program");
        string program = arguments["--program"] ?? ServiceUnit.UsualProgram;
        string config = arguments["--config"] ?? ConfigFile.Usual;
        try
        {
            Streams.Write(ServiceUnit.For(program, config));
            return 0;
        }
        catch (ArgumentException error)
        {
            throw new UsageException($"unit: {error.Message}");
        }
    }
}
