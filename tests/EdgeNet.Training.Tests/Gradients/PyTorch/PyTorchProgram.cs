using System.Diagnostics;

namespace EdgeNet.Training.Tests.Gradients.PyTorch;

/// <summary>Python with PyTorch, where it is installed.</summary>
internal static class PyTorchProgram
{
    /// <summary>Why tests skip, and what would help.</summary>
    public const string Missing = "python3 with torch, numpy and PIL is missing: apt-get install python3-torch python3-numpy python3-pil";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    // The system's own first: what stands before it on the path may be another one, without packages.
    private static readonly string[] Pythons = ["/usr/bin/python3", "python3", "python"];

    private static readonly Lazy<string?> Found = new(() => Pythons.FirstOrDefault(HasTorch));

    /// <summary>Whether it can be run.</summary>
    public static bool IsThere => Found.Value is not null;

    /// <summary>Has PyTorch compute all cases of a folder.</summary>
    /// <param name="folder">The folder that <see cref="PyTorchCase"/> wrote to; the answers go there too.</param>
    /// <param name="program">The script that does.</param>
    public static void Run(string folder, string program = "reference.py")
    {
        RunScript(Path.Combine(AppContext.BaseDirectory, "Gradients", "PyTorch", program), folder);
    }

    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">Its file.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static string RunScript(string script, params string[] arguments)
    {
        (int code, string output) = Run(Found.Value!, [script, .. arguments]);
        return code == 0 ? output : throw new InvalidOperationException($"{script} ended with {code}:\n{output}");
    }

    private static bool HasTorch(string python)
    {
        try
        {
            return Run(python, "-c", "import numpy, torch, PIL").Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static (int Code, string Output) Run(string python, params string[] arguments)
    {
        var start = new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Nothing is left beside the script.
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Longest))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{python} runs longer than {Longest.TotalMinutes} minutes.");
        }

        return (process.ExitCode, output.Result + errors.Result);
    }
}
