using System.Diagnostics;
using EdgeNet.Safety;

namespace EdgeNet.Deployment.Programs;

/// <summary>Compiles the device's program: dotnet publish.</summary>
internal static class Publisher
{
    private const string UsualProject = "devices/ZipReader";
    private const int MostLines = 30;
    private const int LongestLine = 300;

    /// <summary>The folder of the project that is published.</summary>
    /// <param name="chosen">The folder that was named; null for devices/ZipReader in the current folder or one above.</param>
    /// <exception cref="DeploymentException">There is none.</exception>
    public static string FindProject(string? chosen)
    {
        if (chosen is not null)
        {
            return Path.Exists(chosen)
                ? Path.GetFullPath(chosen)
                : throw new DeploymentException($"{chosen}: there is no such folder.");
        }

        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, UsualProject);
            if (Directory.Exists(path))
                return path;
        }

        throw new DeploymentException(
            $"There is no {UsualProject} in this folder or above it.",
            "Run it in a checkout of EdgeNet, or give --project DIR, or --program FILE for a program that was published before.");
    }

    /// <summary>The arguments of dotnet.</summary>
    /// <param name="project">The project's folder.</param>
    /// <param name="runtime">What it is compiled for.</param>
    /// <param name="output">The folder for the program.</param>
    public static IReadOnlyList<string> Arguments(string project, DeviceRuntime runtime, string output) =>
        ["publish", project, "-c", "Release", "-r", runtime.Name(), "-o", output, "-nologo", "-v", "quiet"];

    /// <summary>Publishes.</summary>
    /// <param name="project">The project's folder.</param>
    /// <param name="runtime">What it is compiled for.</param>
    /// <param name="output">A folder for the program, empty.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The program.</returns>
    /// <exception cref="DeploymentException">It fails; what dotnet says goes with it.</exception>
    public static async Task<string> PublishAsync(string project, DeviceRuntime runtime, string output, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", Arguments(project, runtime, output))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start) ?? throw new DeploymentException("dotnet cannot be started.");
        process.StandardInput.Close();
        var said = new Queue<string>();
        Task output1 = CollectAsync(process.StandardOutput, said), output2 = CollectAsync(process.StandardError, said);
        try
        {
            await Task.WhenAll(output1, output2, process.WaitForExitAsync(cancellation)).WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
            throw new DeploymentException($"{project}: dotnet publish fails with exit code {process.ExitCode}.", [.. said]);
        string[] programs = [.. Directory.EnumerateFiles(output).Where(IsProgram)];
        return programs is [var program]
            ? program
            : throw new DeploymentException(
                FormattableString.Invariant($"{project}: expected one program to be published, found {programs.Length}."),
                "It is published ahead of time where its project has PublishAot.");
    }

    // Debug symbols are ELF files too.
    private static bool IsProgram(string path) => Path.GetExtension(path) is not (".so" or ".dbg") && ElfFile.RuntimeOf(path) is not null;

    private static async Task CollectAsync(StreamReader reader, Queue<string> said)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (said)
            {
                if (said.Count == MostLines)
                    said.Dequeue();
                said.Enqueue(PlainText.Shorten(line, LongestLine));
            }
        }
    }
}
