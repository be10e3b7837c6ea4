using System.Buffers.Binary;

namespace EdgeNet.Deployment.Programs;

/// <summary>What the head of a program's file says (ELF, System V ABI, chapter 4).</summary>
internal static class ElfFile
{
    private const int HeadLength = 20;
    private const int TypeAt = 16;
    private const int MachineAt = 18;
    private const ushort Executable = 2;
    private const ushort Shared = 3;

    /// <summary>What a file is compiled for.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Null where it is no program for any device.</returns>
    public static DeviceRuntime? RuntimeOf(string path)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        using (FileStream file = File.OpenRead(path))
        {
            if (file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false) < HeadLength)
                return null;
        }

        if (!head.StartsWith("\u007fELF"u8) || BinaryPrimitives.ReadUInt16LittleEndian(head[TypeAt..]) is not (Executable or Shared))
            return null;
        // Class (1: 32 bits, 2: 64), byte order (1: the little end first), machine.
        return (head[4], head[5], BinaryPrimitives.ReadUInt16LittleEndian(head[MachineAt..])) switch
        {
            (2, 1, 183) => DeviceRuntime.LinuxArm64,
            (2, 1, 62) => DeviceRuntime.LinuxX64,
            (1, 1, 40) => DeviceRuntime.LinuxArm,
            _ => null,
        };
    }
}
