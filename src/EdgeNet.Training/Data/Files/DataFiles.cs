using EdgeNet.Vision.Pictures;
using static System.FormattableString;

namespace EdgeNet.Training.Data.Files;

/// <summary>
/// The files of a data set: those below a folder, or those in an archive, under paths that begin with the archive's. Whoever reads a data
/// set reads through this, so that every layout is read from an archive too. Safe for use by several threads at once.
/// </summary>
internal abstract class DataFiles : IDisposable
{
    /// <summary>The longest file that is read into memory whole.</summary>
    public const int MostBytes = 0x7FFF_FFC7;

    /// <summary>The folder that the data set lies in.</summary>
    public abstract string Root { get; }

    /// <summary>What was passed over in an archive, a line each.</summary>
    public virtual IReadOnlyList<string> Warnings => [];

    /// <summary>Whether paths are the file system's.</summary>
    public virtual bool AreOnDisk => false;

    /// <summary>Opens a folder or an archive.</summary>
    /// <param name="path">The folder, or a tar, tar.gz or zip file, told by its first bytes.</param>
    /// <exception cref="TrainingException">There is nothing there, or it is damaged or no archive.</exception>
    public static DataFiles Open(string path)
    {
        if (Directory.Exists(path)) return new DiskFiles(path);
        if (!File.Exists(path)) throw new TrainingException($"{path}: there is no such folder.");
        try
        {
            return ArchiveFiles.OpenArchive(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Unreadable.Because(path, e);
        }
    }

    /// <summary>The files in a folder, hidden ones and what is no regular file left out.</summary>
    public abstract IEnumerable<string> Files(string folder);

    /// <summary>The folders in a folder, hidden ones left out.</summary>
    public abstract IEnumerable<string> Folders(string folder);

    /// <summary>Whether there is such a file.</summary>
    public abstract bool HasFile(string path);

    /// <summary>Whether a folder is a link, which may lead in a circle.</summary>
    public virtual bool IsLink(string folder) => false;

    /// <summary>The length of a file in bytes.</summary>
    public abstract long Length(string path);

    /// <summary>Opens a file; the stream can be positioned.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public abstract Stream OpenRead(string path);

    /// <summary>Where a file's bytes stand as they are in a file on disk; null where they are packed.</summary>
    public virtual (string File, long Offset, long Length)? Place(string path) => null;

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="buffer">
    /// Receives it; made larger where it is too small, so that whoever reads many files allocates for the largest.
    /// </param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <returns>Its length.</returns>
    /// <exception cref="IOException">It cannot be read, or is longer.</exception>
    public virtual int Read(string path, ref byte[] buffer, int most = MostBytes)
    {
        using Stream stream = OpenRead(path);
        long length = stream.Length;
        if (length > most) throw new IOException(Invariant($"expected at most {most} bytes, found {length}"));
        if (buffer.Length < length) buffer = new byte[length];
        int read = stream.ReadAtLeast(buffer.AsSpan(0, (int)length), (int)length, throwOnEndOfStream: false);
        return read == length ? read : throw new IOException(Invariant($"expected {length} bytes, the file ends after {read}"));
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    /// <summary>The path of something in a folder.</summary>
    public string Join(string folder, string name) => AreOnDisk ? Path.Combine(folder, name) : $"{folder}/{name}";

    /// <summary>Whether a name is passed over.</summary>
    protected static bool IsHidden(string path) => PictureListing.IsHidden(path);
}
