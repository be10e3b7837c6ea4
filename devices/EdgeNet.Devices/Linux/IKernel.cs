namespace EdgeNet.Devices.Linux;

/// <summary>
/// The system calls that cameras and GPIO chips are used by. Each returns what the kernel returns: 0 or more, or minus an
/// <see cref="Errno"/>. A call that a signal interrupts is made again. Tests put a kernel of their own in its place.
/// </summary>
internal unsafe interface IKernel
{
    /// <summary>Opens a file for reading and writing, without waiting, closed on exec.</summary>
    /// <returns>The descriptor.</returns>
    int Open(string path);

    /// <summary>Closes a file.</summary>
    int Close(int file);

    /// <summary>A device's own call.</summary>
    /// <param name="file">The device.</param>
    /// <param name="request">Which call, with the size of its structure.</param>
    /// <param name="argument">The structure.</param>
    int Control(int file, uint request, void* argument);

    /// <summary>Waits until a file can be read, or fails.</summary>
    /// <param name="file">The file.</param>
    /// <param name="milliseconds">How long at most.</param>
    /// <param name="events">What there is.</param>
    /// <returns>0 where the time is over.</returns>
    int Poll(int file, int milliseconds, out PollEvents events);

    /// <summary>Reads bytes.</summary>
    /// <returns>How many; 0 at the end.</returns>
    int Read(int file, Span<byte> bytes);

    /// <summary>Maps a device's memory, shared, to read and write.</summary>
    /// <param name="file">The device.</param>
    /// <param name="offset">What the device called it.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="address">Where it is.</param>
    int Map(int file, long offset, nuint length, out nint address);

    /// <summary>Ends a mapping.</summary>
    int Unmap(nint address, nuint length);
}
