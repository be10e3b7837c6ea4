using System.IO.Compression;
using static System.FormattableString;

namespace EdgeNet.Training.Data.Files;

/// <summary>The files in a zip file. Each is unpacked into memory when it is read.</summary>
internal sealed class ZipFiles : ArchiveFiles
{
    private const int FirstPiece = 1 << 16;

    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private readonly ZipArchive _zip;
    private readonly Lock _lock = new();

    /// <param name="path">The zip file.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public ZipFiles(string path) : base(path)
    {
        _zip = ZipFile.OpenRead(path);
        foreach (ZipArchiveEntry entry in _zip.Entries)
        {
            // Unix' kind of file stands in the upper half: a link's content is the path that it leads to.
            bool isLink = (entry.ExternalAttributes >> 16 & 0xF000) is not (0 or 0x8000 or 0x4000);
            if (isLink) AddLink();
            else if (entry.FullName.Length > 0 && entry.FullName[^1] is not ('/' or '\\') && Add(entry.FullName) is { } name)
                _entries[name] = entry;
        }
    }

    /// <inheritdoc/>
    public override bool HasFile(string path) => _entries.ContainsKey(path);

    /// <inheritdoc/>
    public override long Length(string path) => Entry(path).Length;

    /// <inheritdoc/>
    public override Stream OpenRead(string path)
    {
        byte[] bytes = [];
        int length = Read(path, ref bytes);
        return new MemoryStream(bytes, 0, length, writable: false);
    }

    /// <inheritdoc/>
    public override int Read(string path, ref byte[] buffer, int most = MostBytes)
    {
        ZipArchiveEntry entry = Entry(path);
        long expected = entry.Length;
        if (expected > most) throw new IOException(Invariant($"expected at most {most} bytes, found {expected}"));
        try
        {
            // A zip file has one position.
            lock (_lock)
            {
                using Stream stream = entry.Open();
                if (buffer.Length == 0) buffer = new byte[Math.Min(expected, FirstPiece)];
                int found = 0;
                while (true)
                {
                    int room = (int)Math.Min(buffer.Length, expected) - found;
                    found += stream.ReadAtLeast(buffer.AsSpan(found, room), room, throwOnEndOfStream: false);
                    if (found == expected || found < buffer.Length) break;
                    // Grows as the data come: an entry may promise gigabytes that are not there.
                    Array.Resize(ref buffer, (int)Math.Min(expected, 4L * buffer.Length));
                }

                return found == expected ? found
                    : throw new IOException(Invariant($"expected {expected} bytes, the entry ends after {found}"));
            }
        }
        catch (InvalidDataException e)
        {
            throw new IOException("the packed data are damaged", e);
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _zip.Dispose();

    private ZipArchiveEntry Entry(string path) => _entries.GetValueOrDefault(path) ?? throw new IOException("no such file in the archive");
}
