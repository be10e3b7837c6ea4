namespace EdgeNet.ZipReader.Commands;

/// <summary>The commands that this build is without: it has been published with <c>-p:ReaderOnly=true</c> and reads files alone.</summary>
internal static class StationCommands
{
    internal const string Usage = """
        This build reads files alone (ReaderOnly); a file that is named like a command of the whole program is given as ./run.

        """;

    /// <summary>Answers for a command of the whole program.</summary>
    internal static bool TryRun(string name, string[] args, out int exitCode)
    {
        exitCode = 2;
        if (name is not ("run" or "doctor" or "record" or "replay" or "formats" or "config" or "unit"))
            return false;
        Streams.Tell(
            $"'{name}' is not in this build, which was published with -p:ReaderOnly=true and reads files alone; "
                + $"publish devices/ZipReader without it. A file of that name is given as ./{name}.");
        return true;
    }
}
