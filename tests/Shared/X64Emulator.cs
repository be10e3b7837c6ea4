using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EdgeNet.Tests.Shared;

/// <summary>QEMU, which runs x64 programs as on other processors than this machine's.</summary>
public sealed class X64Emulator
{
    private const string Package = "qemu-user-static";
    private static readonly Version Oldest = new(7, 2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _path;

    private X64Emulator(string path) => _path = path;

    /// <summary>Finds it.</summary>
    /// <param name="missing">Why there is none, and what would help.</param>
    public static X64Emulator? Find(out string missing)
    {
        missing = "";
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            missing = "other x64 processors are emulated on Linux on x64 only.";
            return null;
        }

        string? path = OnPath("qemu-x86_64-static") ?? OnPath("qemu-x86_64");
        if (path is null)
        {
            missing = $"no qemu-x86_64-static. On Debian and Ubuntu: apt-get install {Package}";
            return null;
        }

        // qemu-x86_64 version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3)
        string[] version = Run(path, ["--version"], []).Output.Split(' ');
        int place = Array.IndexOf(version, "version") + 1;
        if (place > 0 && place < version.Length && Version.TryParse(version[place].Trim(), out Version? found) && found >= Oldest) return new(path);
        missing = $"{path} is older than {Oldest}, the first with AVX2.";
        return null;
    }

    /// <summary>The path of a program that stands in a folder of PATH; null where none has it.</summary>
    /// <param name="program">The program's name.</param>
    public static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);

    /// <summary>Runs a program.</summary>
    /// <param name="processor">QEMU's name of the processor, and what it lacks: "Haswell,-avx2".</param>
    /// <param name="program">The program's path; the file itself, no link to it.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The exit code, and what was written to the output and to the error stream.</returns>
    public (int Code, string Output, string Error) RunAs(string processor, string program, params string[] arguments)
    {
        // A runtime that maps code twice runs slowly here.
        var (code, output, error) = Run(_path, ["-cpu", processor, program, .. arguments], [("DOTNET_EnableWriteXorExecute", "0")]);
        // QEMU says which of a processor's properties it does not have; AVX2 and FMA are not among them.
        return (code, output, string.Concat(error.Split('\n').Where(l => !l.Contains("TCG doesn't support requested feature", StringComparison.Ordinal)).Select(l => l + "\n"))[..^1]);
    }

    private static (int Code, string Output, string Error) Run(string program, string[] arguments, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in settings) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {Patience}.");
        }

        return (process.ExitCode, output.Result, error.Result);
    }
}
