using System.Diagnostics;

namespace EdgeNet.VirtualPi.Tests.Building;

/// <summary>Runs programs of this machine.</summary>
internal static class HostCommand
{
    private const int MostShown = 3000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>Runs a program that must succeed.</summary>
    /// <returns>What it wrote to its output.</returns>
    /// <exception cref="BoardException">It failed.</exception>
    public static string Run(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C" },
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new BoardException($"{Path.GetFileName(program)} did not end within {Patience}");
        }

        if (process.ExitCode != 0)
        {
            string said = (error.Result + output.Result).Trim(), command = $"{Path.GetFileName(program)} {string.Join(' ', arguments)}";
            throw new BoardException($"{command} ended with {process.ExitCode}:\n{Last(said)}");
        }

        return output.Result;
    }

    private static string Last(string text) => text.Length <= MostShown ? text : text[^MostShown..];
}
