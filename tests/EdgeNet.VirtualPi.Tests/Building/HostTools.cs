using System.Runtime.InteropServices;

namespace EdgeNet.VirtualPi.Tests.Building;

/// <summary>What this machine needs to make the virtual board and run it.</summary>
internal static class HostTools
{
    /// <summary>The whole machine's emulator.</summary>
    public const string Emulator = "qemu-system-aarch64";

    /// <summary>Makes the kernel's module and the feeder, and links the program under test.</summary>
    public const string Compiler = "aarch64-linux-gnu-gcc";

    /// <summary>Makes the disk's file system.</summary>
    public const string FileSystemMaker = "mke2fs";

    /// <summary>Debian's packages of these; .ci/run installs them.</summary>
    private const string Packages = "qemu-system-arm gcc-aarch64-linux-gnu libc6-dev-arm64-cross make xz-utils e2fsprogs";

    private static readonly string[] Programs = [Emulator, Compiler, FileSystemMaker, "make", "xz", "tar", "dpkg-deb", "apt-get"];

    /// <summary>Why nothing can be tested here and what would help, or null where everything is there.</summary>
    public static string? Missing()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            return "the virtual Raspberry Pi is made and run on Linux on x64 only.";
        string[] missing = [.. Programs.Where(p => Find(p) is null)];
        return missing.Length == 0 ? null : $"no {string.Join(", ", missing)}. On Debian: apt-get install {Packages}";
    }

    /// <summary>The path of a program; those of administrators are not on everybody's PATH.</summary>
    public static string? Find(string program) =>
        X64Emulator.OnPath(program) ?? new[] { "/usr/sbin", "/sbin" }.Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);
}
