using System.Diagnostics;

namespace EdgeNet.Arm64.Tests.Building;

/// <summary>Runs programs.</summary>
internal static class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs a program that must succeed.</summary>
    /// <returns>What it wrote to its output.</returns>
    public static string Run(string program, params IEnumerable<string> arguments)
    {
        var (code, output, error) = TryRun(program, arguments);
        Assert.True(code == 0, $"{Path.GetFileName(program)} ended with {code}:\n{error[..Math.Min(error.Length, 2000)]}{output[..Math.Min(output.Length, 2000)]}");
        return output;
    }

    /// <summary>Runs a program that may fail.</summary>
    public static (int Code, string Output, string Error) TryRun(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{Path.GetFileName(program)} did not end within {Patience}.");
        }

        return (process.ExitCode, output.Result, error.Result);
    }
}
