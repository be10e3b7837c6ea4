using System.Reflection;
using System.Runtime.InteropServices;

namespace EdgeNet.Arm64.Tests.Building;

/// <summary>What a machine needs beside .NET to build AArch64 programs and run them.</summary>
internal static class Tools
{
    public const string Linker = "aarch64-linux-gnu-gcc";
    public const string SymbolLister = "aarch64-linux-gnu-nm";
    public const string Disassembler = "objdump";
    public const string Emulator = "qemu-aarch64-static";

    /// <summary>Debian's packages of these; .ci/run installs them.</summary>
    private const string Packages = "gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static";

    /// <summary>The folder of the NativeAOT compiler's package.</summary>
    public static string IlcPackage { get; } =
        typeof(Tools).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "IlcPackage").Value!;

    /// <summary>Why nothing can be tested here and what would help, or null where everything is there.</summary>
    public static string? Missing()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            return "Skipped: the AArch64 code is cross-compiled and emulated on Linux on x64 only.";
        string[] programs = [.. new[] { Linker, SymbolLister, Emulator }.Where(p => !IsOnPath(p))];
        if (programs.Length > 0)
            return $"Skipped: no {string.Join(", ", programs)}. On Debian and Ubuntu: apt-get install {Packages}";
        return MissingCompiler();
    }

    /// <summary>Why x64 code cannot be looked at here, or null where it can.</summary>
    public static string? MissingForX64()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64) return "Skipped: code is compiled on Linux on x64 only.";
        if (!IsOnPath(Disassembler)) return $"Skipped: no {Disassembler}. On Debian and Ubuntu: apt-get install binutils";
        return MissingCompiler();
    }

    private static string? MissingCompiler() =>
        File.Exists(Path.Combine(IlcPackage, "tools", "ilc")) ? null : $"Skipped: no NativeAOT compiler in {IlcPackage}. It comes with: dotnet restore";

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
