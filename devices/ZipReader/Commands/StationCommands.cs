using EdgeNet.Devices;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.ZipReader.Composition;

namespace EdgeNet.ZipReader.Commands;

/// <summary>The commands of the whole program; a build with <c>-p:ReaderOnly=true</c> has none of them.</summary>
internal static class StationCommands
{
    internal const string Usage = """

        ZipReader run [--config FILE]
            Reads with a camera until it is ended by a signal.
        ZipReader doctor [--config FILE] [--json]
            Checks camera, pins, display, store, broker, time, disk and weights, and says what mends them.
            Exit code 1 if something is wrong.
        ZipReader record FOLDER [--config FILE] [--frames N] [--seconds S]
            Records the camera's frames, for a report of a fault or as a reference of [align].
            The camera is one program's at a time: stop the service first.
        ZipReader replay FOLDER [--config FILE] [--fast] [--times N]
            Reads recorded frames as the camera's: in the time that they took, or as fast as it goes; N times over.
            What is read goes where the configuration says, to its store and broker too: name another one to try things.
        ZipReader formats [DEVICE]
            Says what cameras offer, and under which name each is found again.
        ZipReader config
            Prints a configuration file that explains itself.
        ZipReader unit [--config FILE] [--program PATH]
            Prints the unit file of a service of systemd.

        Without --config it is /etc/zipreader/zipreader.toml, and where that is not there, what holds unless it says otherwise.
        A picture that is named like a command is given as ./run.

        """;

    /// <summary>Runs a command.</summary>
    /// <param name="name">What may be its name.</param>
    /// <param name="args">What follows it.</param>
    /// <param name="exitCode">Its exit code.</param>
    /// <returns>Whether there is such a command.</returns>
    internal static bool TryRun(string name, string[] args, out int exitCode)
    {
        Func<string[], int>? command = name switch
        {
            "run" => RunCommand.Run,
            "doctor" => DoctorCommand.Run,
            "record" => RecordCommand.Run,
            "replay" => ReplayCommand.Run,
            "formats" => FormatsCommand.Run,
            "config" => ConfigCommand.Run,
            "unit" => UnitCommand.Run,
            _ => null,
        };
        exitCode = command is null ? 0 : Guarded(command, args);
        return command is not null;
    }

    private static int Guarded(Func<string[], int> command, string[] args)
    {
        try
        {
            if (args is not ["--help" or "-h"])
                return command(args);
            Streams.Write(Usage);
            return 0;
        }
        catch (Exception error) when (error is UsageException or ConfigException or SetupException)
        {
            // A configuration has a line for everything that is wrong with it.
            foreach (string line in error.Message.Split('\n'))
                Streams.Tell(line);
            return 2;
        }
        catch (Exception error) when (error is IOException or FrameException or UnauthorizedAccessException or WeightsException)
        {
            Streams.Tell(error.Message);
            return 1;
        }
    }
}
