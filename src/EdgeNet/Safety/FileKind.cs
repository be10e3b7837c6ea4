using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace EdgeNet.Safety;

/// <summary>
/// What stands at a path. The framework tells files from folders and links, but not from devices, pipes and sockets. Linux is asked itself
/// (statx(2), whose structure is the same on every processor); elsewhere on Unix, what lies below /dev is taken for a device.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class FileKind
{
    private const int CurrentFolder = -100;
    private const uint TypeField = 1;
    private const int BufferLength = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;

    /// <summary>What stands there where it is neither a regular file nor nothing, with its article; null otherwise.</summary>
    /// <param name="path">The path; of a link, what it leads to counts.</param>
    public static string? OtherThanRegular(string path)
    {
        if (OperatingSystem.IsWindows()) return null;
        if (!OperatingSystem.IsLinux()) return path.StartsWith("/dev/", StringComparison.Ordinal) ? "a device" : null;
        Span<byte> buffer = stackalloc byte[BufferLength];
        if (Statx(CurrentFolder, path, 0, TypeField, ref MemoryMarshal.GetReference(buffer)) != 0) return null;
        return (BinaryPrimitives.ReadUInt16LittleEndian(buffer[ModeOffset..]) & TypeMask) switch
        {
            0x8000 => null,
            0x1000 => "a pipe",
            0x2000 or 0x6000 => "a device",
            0x4000 => "a folder",
            0xC000 => "a socket",
            _ => "something else",
        };
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte buffer);
}
