using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;
using static System.FormattableString;

namespace EdgeNet;

/// <summary>Gets a file's bytes: mapped, in place, or read from a stream no further than its header justifies.</summary>
internal static class SafetensorsSource
{
    /// <summary>The first piece read from a stream.</summary>
    private const int FirstRead = 64 * 1024;

    /// <summary>Maps a file.</summary>
    /// <param name="file">An open file, with a length of 1 to <see cref="int.MaxValue"/> bytes.</param>
    public static unsafe NativeBytes Map(FileStream file)
    {
        int length = (int)file.Length;
        using var mapping = MemoryMappedFile.CreateFromFile(
            file, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        MemoryMappedViewAccessor view = mapping.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        SafeMemoryMappedViewHandle handle = view.SafeMemoryMappedViewHandle;
        byte* start = null;
        handle.AcquirePointer(ref start);
        start += view.PointerOffset;
        // The view keeps the address valid; a lasting reference would only keep a forgotten view from being collected.
        handle.ReleasePointer();
        return new NativeBytes(start, length, view);
    }

    /// <summary>
    /// Reads a file from a stream, seekable or not. Memory grows with what has arrived, not with what the header promises.
    /// </summary>
    /// <param name="stream">The stream, read from where it stands.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <returns>The whole file; one byte more if there is one; less if the stream ends early.</returns>
    public static ReadOnlyMemory<byte> ReadToEnd(Stream stream, string name)
    {
        byte[] bytes = [];
        int length = 0;
        Fill(stream, ref bytes, ref length, SafetensorsFormat.PrefixLength);
        int headerEnd = SafetensorsFormat.PrefixLength + SafetensorsHeader.ReadLength(bytes.AsSpan(0, length), name);
        Fill(stream, ref bytes, ref length, headerEnd);
        SafetensorsHeader header = SafetensorsHeader.Read(bytes.AsSpan(0, length), name);
        CheckLimit(header.FileLength, name);
        Fill(stream, ref bytes, ref length, (int)header.FileLength + 1);
        return bytes.AsMemory(0, length);
    }

    /// <summary>Refuses what does not fit a span.</summary>
    public static void CheckLimit(long length, string name)
    {
        if (length >= Array.MaxLength)
            throw new WeightsException(Invariant($"{name}: too large: expected less than {Array.MaxLength} bytes, found {length}."));
    }

    /// <summary>Reads until there are <paramref name="target"/> bytes or the stream ends.</summary>
    private static void Fill(Stream stream, ref byte[] bytes, ref int length, int target)
    {
        while (length < target)
        {
            if (length == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(target, Math.Max(FirstRead, 2L * length)));
            int read = stream.Read(bytes, length, Math.Min(bytes.Length, target) - length);
            if (read == 0)
                return;
            length += read;
        }
    }
}
