using System.Runtime.InteropServices;

namespace EdgeNet.Devices.Linux;

/// <summary>The real kernel, by way of the C library.</summary>
internal sealed unsafe partial class Kernel : IKernel
{
    private const int ReadWrite = 2;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int ProtectionReadWrite = 3;
    private const int MapShared = 1;

    internal static Kernel Instance { get; } = new();

    /// <inheritdoc/>
    public int Open(string path)
    {
        int result;
        do
            result = Result(LibcOpen(path, ReadWrite | NonBlocking | CloseOnExec));
        while (result == -(int)Errno.Interrupted);
        return result;
    }

    /// <inheritdoc/>
    // Not again where it is interrupted: Linux has closed the descriptor by then.
    public int Close(int file) => Result(LibcClose(file));

    /// <inheritdoc/>
    public int Control(int file, uint request, void* argument)
    {
        int result;
        do
            result = Result(LibcIoctl(file, request, argument));
        while (result == -(int)Errno.Interrupted);
        return result;
    }

    /// <inheritdoc/>
    public int Poll(int file, int milliseconds, out PollEvents events)
    {
        var poll = new PollFile { File = file, Events = PollEvents.In };
        int result = Result(LibcPoll(&poll, 1, milliseconds));
        events = poll.Found;
        // The caller waits in slices: a signal ends this one early.
        return result == -(int)Errno.Interrupted ? 0 : result;
    }

    /// <inheritdoc/>
    public int Read(int file, Span<byte> bytes)
    {
        fixed (byte* to = bytes)
        {
            nint result;
            do
                result = LibcRead(file, to, (nuint)bytes.Length);
            while (result < 0 && Marshal.GetLastPInvokeError() == (int)Errno.Interrupted);
            return Result((int)result);
        }
    }

    /// <inheritdoc/>
    public int Map(int file, long offset, nuint length, out nint address)
    {
        address = LibcMap(0, length, ProtectionReadWrite, MapShared, file, (nint)offset);
        return address == -1 ? Result(-1) : 0;
    }

    /// <inheritdoc/>
    public int Unmap(nint address, nuint length) => Result(LibcUnmap(address, length));

    private static int Result(int result) => result < 0 ? -Marshal.GetLastPInvokeError() : result;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LibcOpen(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int LibcClose(int file);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int LibcIoctl(int file, nuint request, void* argument);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int LibcPoll(PollFile* files, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint LibcRead(int file, byte* bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint LibcMap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int LibcUnmap(nint address, nuint length);

    /// <summary>struct pollfd.</summary>
    private struct PollFile
    {
        public int File;
        public PollEvents Events;
        public PollEvents Found;
    }
}
