using System.Diagnostics;

namespace EdgeNet.Cli.Tests;

/// <summary>The command as a process of its own.</summary>
internal static class CommandProcess
{
    /// <summary>Starts it, its streams redirected.</summary>
    public static Process Start(params string[] args) => Process.Start(Info(args))!;

    /// <summary>Starts it with variables of the environment beside those of this process, and waits for its end.</summary>
    public static CommandRun Run(string[] args, params (string Name, string Value)[] variables)
    {
        ProcessStartInfo info = Info(args);
        foreach ((string name, string value) in variables) info.Environment[name] = value;
        using Process process = Process.Start(info)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandRun(process.ExitCode, output, error.Result);
    }

    private static ProcessStartInfo Info(string[] args)
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return new ProcessStartInfo(dotnet, [Path.Combine(AppContext.BaseDirectory, "edgenet.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new System.Text.UTF8Encoding(false),
            StandardErrorEncoding = new System.Text.UTF8Encoding(false),
        };
    }
}
