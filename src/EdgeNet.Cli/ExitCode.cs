namespace EdgeNet.Cli;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    /// <summary>What was asked for is done.</summary>
    public const int Done = 0;

    /// <summary>It was tried and failed; the reason stands on the error stream.</summary>
    public const int Failed = 1;

    /// <summary>The command line was not understood, or contradicts itself; what is wrong with files is a failure.</summary>
    public const int WrongUsage = 2;
}
