using System.IO.Compression;
using Microsoft.Win32.SafeHandles;
using static System.FormattableString;

namespace EdgeNet.Training.Data.Files;

/// <summary>
/// The files in a tar file, read where they lie. One that is packed with gzip is unpacked into a temporary file without a name.
/// </summary>
internal sealed class TarFiles : ArchiveFiles
{
    private const long MostUnpacked = 64L << 30;
    private const int Piece = 1 << 20;

    private readonly Dictionary<string, (long Offset, long Length)> _entries = new(StringComparer.Ordinal);
    private readonly SafeFileHandle _file;
    private readonly string? _place;

    private TarFiles(string path, SafeFileHandle file, string? place) : base(path)
    {
        _file = file;
        _place = place;
        foreach (TarEntry entry in TarIndex.Read(file, path))
        {
            if (entry.IsLink) AddLink();
            else if (Add(entry.Name) is { } name) _entries[name] = (entry.Offset, entry.Length);
        }
    }

    /// <summary>Opens a tar file.</summary>
    /// <exception cref="TrainingException">It is damaged.</exception>
    public static TarFiles Of(string path)
    {
        SafeFileHandle file = File.OpenHandle(path, options: FileOptions.RandomAccess);
        try
        {
            return new TarFiles(path, file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a tar file that is packed with gzip.</summary>
    /// <exception cref="TrainingException">It is damaged, or no tar file is in it.</exception>
    public static TarFiles OfGzip(string path)
    {
        SafeFileHandle file = Unpack(path);
        try
        {
            return new TarFiles(path, file, place: null);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override bool HasFile(string path) => _entries.ContainsKey(path);

    /// <inheritdoc/>
    public override long Length(string path) => Entry(path).Length;

    /// <inheritdoc/>
    public override Stream OpenRead(string path)
    {
        (long offset, long length) = Entry(path);
        return new BufferedStream(new PartStream(_file, offset, length), Piece / 16);
    }

    /// <inheritdoc/>
    public override (string File, long Offset, long Length)? Place(string path) =>
        _place is not null && _entries.TryGetValue(path, out (long Offset, long Length) entry)
            ? (_place, entry.Offset, entry.Length) : null;

    /// <inheritdoc/>
    public override int Read(string path, ref byte[] buffer, int most = MostBytes)
    {
        (long offset, long length) = Entry(path);
        // The length was compared with the archive's: that much is there.
        if (length > most) throw new IOException(Invariant($"expected at most {most} bytes, found {length}"));
        if (buffer.Length < length) buffer = new byte[length];
        int found = 0;
        while (found < length)
        {
            int read = RandomAccess.Read(_file, buffer.AsSpan(found, (int)length - found), offset + found);
            if (read == 0) throw new IOException(Invariant($"expected {length} bytes, the archive ends after {found}"));
            found += read;
        }

        return found;
    }

    /// <inheritdoc/>
    public override void Dispose() => _file.Dispose();

    private (long Offset, long Length) Entry(string path) =>
        _entries.TryGetValue(path, out (long Offset, long Length) entry) ? entry : throw new IOException("no such file in the archive");

    private static SafeFileHandle Unpack(string path)
    {
        string temporary = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        SafeFileHandle file = File.OpenHandle(
            temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose | FileOptions.RandomAccess);
        try
        {
            // Where a file may lose its name while it is open, nothing is left whatever ends the process.
            if (!OperatingSystem.IsWindows()) File.Delete(temporary);
            using FileStream packed = File.OpenRead(path);
            using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
            byte[] piece = new byte[Piece];
            long length = 0;
            for (int read; (read = unpacked.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false)) > 0; length += read)
            {
                if (length == 0 && (read < TarIndex.Block || !TarIndex.IsHeader(piece)))
                    throw new TrainingException($"{path}: expected a tar file within the gzip data, found something else.");
                if (length + read > MostUnpacked || Room() < 2L * Piece)
                    throw new TrainingException(Invariant(
                        $"{path}: its contents have no room in {Path.GetTempPath()}: unpack it to a disk where they have, and give the folder."));
                RandomAccess.Write(file, piece.AsSpan(0, read), length);
            }

            return length > 0 ? file : throw new InvalidDataException("nothing is in it");
        }
        catch (InvalidDataException e)
        {
            file.Dispose();
            throw new TrainingException($"{path}: the gzip data are damaged", e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static long Room() => new DriveInfo(Path.GetTempPath()).AvailableFreeSpace;
}
