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

    /// <summary>The NativeAOT compiler.</summary>
    public static string Ilc { get; } = Path.Combine(Package("runtime.linux-x64.microsoft.dotnet.ilcompiler"), "tools", "ilc");

    /// <summary>The folders of the framework's assemblies as programs for a processor have them.</summary>
    /// <param name="architecture">x64 or arm64.</param>
    public static string[] Framework(string architecture)
    {
        string runtime = Path.Combine(Package($"microsoft.netcore.app.runtime.nativeaot.linux-{architecture}"), "runtimes", $"linux-{architecture}");
        return [Path.Combine(runtime, "lib", "net10.0"), Path.Combine(runtime, "native")];
    }

    /// <summary>Why nothing can be tested here and what would help, or null where everything is there.</summary>
    public static string? Missing()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            return "the AArch64 code is cross-compiled and emulated on Linux on x64 only.";
        string[] programs = [.. new[] { Linker, SymbolLister, Emulator }.Where(p => !IsOnPath(p))];
        if (programs.Length > 0)
            return $"no {string.Join(", ", programs)}. On Debian and Ubuntu: apt-get install {Packages}";
        return MissingCompiler();
    }

    /// <summary>Why x64 code cannot be looked at here, or null where it can.</summary>
    public static string? MissingForX64()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64) return "code is compiled on Linux on x64 only.";
        if (!IsOnPath(Disassembler)) return $"no {Disassembler}. On Debian and Ubuntu: apt-get install binutils";
        return MissingCompiler();
    }

    private static string? MissingCompiler() =>
        File.Exists(Ilc) ? null : $"there is no NativeAOT compiler {Ilc}. It comes with: dotnet restore";

    private static string Package(string name) => Path.Combine(Metadata("NuGetPackages"), name, Metadata("NativeAotVersion"));

    private static string Metadata(string key) => typeof(Tools).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
