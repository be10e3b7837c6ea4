using static System.FormattableString;

namespace EdgeNet.Training.Data.Files;

/// <summary>
/// The files in an archive, read where they lie: nothing is unpacked to disk under a name that the archive chooses. Links, devices and
/// names that lead out of the archive are passed over and counted.
/// </summary>
/// <param name="path">The archive.</param>
internal abstract class ArchiveFiles(string path) : DataFiles
{
    /// <summary>Longer names lead nowhere: Linux opens no path of more.</summary>
    private const int LongestName = 4096;

    private const int MostFolders = 64;

    private const int MostEntries = 4_000_000;
    private const int MostDescents = 3;
    private const int TarBlock = 512;

    private readonly Dictionary<string,
        (HashSet<string> Folders, List<string> Files)> _folders = new(StringComparer.Ordinal) { [path] = ([], []) };
    private int _entries;
    private int _links;
    private int _outside;

    /// <summary>The archive, or the one folder that it has at its top.</summary>
    public override string Root
    {
        get
        {
            string root = path;
            for (int i = 0; i < MostDescents && _folders[root] is { Files.Count: 0, Folders.Count: 1 } only; i++)
            {
                string inner = only.Folders.First();
                // A part is none that stands in for the whole.
                if (PartNames.Of(System.IO.Path.GetFileName(inner)) is not null) break;
                root = inner;
            }

            return root;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings
    {
        get
        {
            var lines = new List<string>();
            if (_links > 0)
                lines.Add(Invariant($"{path}: passed over {_links} {(_links == 1 ? "entry that is no file (a link or device)" : "entries that are no files (links, devices)")}"));
            if (_outside > 0)
                lines.Add(Invariant($"{path}: passed over {_outside} {(_outside == 1 ? "entry whose name leads" : "entries whose names lead")} out of the archive"));
            return lines;
        }
    }

    /// <summary>Opens an archive of any kind.</summary>
    /// <exception cref="TrainingException">It is damaged or no archive.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ArchiveFiles OpenArchive(string path)
    {
        byte[] head = new byte[TarBlock];
        int read;
        using (FileStream file = File.OpenRead(path)) read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> start = head.AsSpan(0, read);
        if (start is [(byte)'P', (byte)'K', 3 or 5, ..]) return new ZipFiles(path);
        if (start is [0x1F, 0x8B, ..]) return TarFiles.OfGzip(path);
        if (read == TarBlock && TarIndex.IsHeader(head)) return TarFiles.Of(path);
        string? other = start switch
        {
            [(byte)'B', (byte)'Z', (byte)'h', ..] => "bzip2",
            [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => "xz",
            [0x28, 0xB5, 0x2F, 0xFD, ..] => "zstd",
            [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => "7z",
            [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] => "RAR",
            _ => null,
        };
        throw new TrainingException(other is not null
            ? $"{path}: expected a folder, or a tar, tar.gz or zip file, found {other} data: unpack it first."
            : $"{path}: expected a folder, found a file that is no archive (.tar, .tar.gz, .zip) and holds no samples (.npz, .ts, .tsv, .csv).");
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Files(string folder) => _folders.TryGetValue(folder, out var found) ? found.Files : [];

    /// <inheritdoc/>
    public override IEnumerable<string> Folders(string folder) => _folders.TryGetValue(folder, out var found) ? found.Folders : [];

    /// <summary>Adds a file to the tree.</summary>
    /// <param name="name">Its name in the archive.</param>
    /// <returns>Its path; null where it is passed over.</returns>
    /// <exception cref="TrainingException">There are too many.</exception>
    protected string? Add(string name)
    {
        if (++_entries > MostEntries)
            throw new TrainingException(Invariant($"{path}: expected at most {MostEntries} entries, found more."));
        // Every folder of a path is kept by its whole name: a path of a million folders would take the memory of a million paths.
        if (name.Length > LongestName || name.AsSpan().CountAny('/', '\\') > MostFolders)
        {
            _outside++;
            return null;
        }

        string[] parts = name.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        int first = 0;
        while (first < parts.Length && parts[first] == ".") first++;
        if (first == parts.Length || name[0] is '/' or '\\' || parts[0] is [_, ':', ..] || parts.AsSpan(first).ContainsAny(["..", "."]))
        {
            _outside++;
            return null;
        }

        string folder = path;
        for (int i = first; i < parts.Length; i++)
        {
            if (IsHidden(parts[i])) return null;
            string inner = $"{folder}/{parts[i]}";
            if (i == parts.Length - 1)
            {
                // A later entry replaces an earlier one of its name.
                if (!HasFile(inner)) _folders[folder].Files.Add(inner);
                return inner;
            }

            if (_folders[folder].Folders.Add(inner)) _folders.TryAdd(inner, ([], []));
            folder = inner;
        }

        return null;
    }

    /// <summary>Counts an entry that is no file.</summary>
    protected void AddLink()
    {
        _links++;
        if (++_entries > MostEntries)
            throw new TrainingException(Invariant($"{path}: expected at most {MostEntries} entries, found more."));
    }
}
