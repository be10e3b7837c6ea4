using EdgeNet.Cli;
using EdgeNet.Cli.Output;

namespace EdgeNet.Cli.Tests;

/// <summary>One run of the command in this process, and what came of it.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Out">The output stream's text.</param>
/// <param name="Error">The error stream's text.</param>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static CommandRun Of(params string[] args) => Run(args, isTerminal: false);

    /// <summary>A run whose lines have at most a number of columns, without rules and colours.</summary>
    public static CommandRun OfWidth(int width, params string[] args) => Run(args, isTerminal: false, width);

    /// <summary>A run as a person sees it: tables are ruled, progress moves.</summary>
    public static CommandRun OnTerminal(params string[] args) => Run(args, isTerminal: true);

    /// <summary>A run on a terminal of a number of columns.</summary>
    public static CommandRun OnTerminal(int width, params string[] args) => Run(args, isTerminal: true, width);

    private static CommandRun Run(string[] args, bool isTerminal, int? width = null)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        int exitCode = EdgeNetCommand.Run(args, new CommandOutput(output, error, isTerminal, width));
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The work failed, in one line that says all of the given and is no stack trace.</summary>
    public void AssertFailed(params string[] saying) => AssertRefused(1, saying);

    /// <summary>The arguments were not understood.</summary>
    public void AssertWrongUsage(params string[] saying)
    {
        AssertRefused(2, saying);
        Assert.Contains("--help", Error);
    }

    private void AssertRefused(int exitCode, string[] saying)
    {
        Assert.Equal(exitCode, ExitCode);
        Assert.StartsWith("edgenet: ", Error);
        foreach (string text in saying)
            Assert.Contains(text, Error);
        Assert.DoesNotContain("   at ", Error);
        Assert.DoesNotContain("internal error", Error);
    }
}
