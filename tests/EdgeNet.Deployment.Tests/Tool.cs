using System.Diagnostics;

namespace EdgeNet.Deployment.Tests;

/// <summary>Programs of the machine that tests use.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a program that has to do what it is asked for.</summary>
    /// <returns>What it wrote.</returns>
    public static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        Assert.True(process.WaitForExit(Patience), $"{program} does not end.");
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {output.Result}{error.Result}");
        return output.Result;
    }
}
