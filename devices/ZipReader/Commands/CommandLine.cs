namespace EdgeNet.ZipReader.Commands;

/// <summary>Finds the command that a command line names. Without one, what stands there are pictures to read.</summary>
internal static class CommandLine
{
    /// <summary>Runs it.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>The process' exit code: 0 done, 1 it failed, 2 wrong usage or configuration.</returns>
    internal static int Run(string[] args)
    {
        if (args is ["--help" or "-h"])
        {
            Streams.Write(ReadCommand.Usage + StationCommands.Usage);
            return 0;
        }

        if (args.Length > 0 && StationCommands.TryRun(args[0], args[1..], out int exitCode))
            return exitCode;
        if (args is [var word] && IsWord(word) && !Path.Exists(word))
        {
            Streams.Tell($"{word}: there is no such command, and no such picture; ZipReader --help lists the commands");
            return 2;
        }

        // "--" ends the options: a picture's name may begin with a dash.
        string[] paths = args is ["--", ..] ? args[1..] : args;
        if (paths.Length > 0 && (args is ["--", ..] || !Array.Exists(args, a => a.StartsWith('-'))))
            return ReadCommand.Run(paths);
        Streams.WriteError(ReadCommand.Usage + StationCommands.Usage);
        return 2;
    }

    /// <summary>Whether it looks like a command that was mistyped rather than like a picture's name.</summary>
    private static bool IsWord(string text) => text.Length > 0 && text.AsSpan().IndexOfAnyExceptInRange('a', 'z') < 0;
}
