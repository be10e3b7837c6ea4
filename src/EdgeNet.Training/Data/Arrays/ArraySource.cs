using System.IO.Compression;

namespace EdgeNet.Training.Data.Arrays;

/// <summary>A place that an array is read from: an IDX, .npy or CSV file, or an array in an .npz file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Entry">The array in an .npz file; null for other files.</param>
internal sealed record ArraySource(string Path, string? Entry = null)
{
    /// <summary>The most bytes of an array in an .npz file, unpacked.</summary>
    private const long MostBytes = int.MaxValue;

    /// <summary>The source's name in messages.</summary>
    public string Name => Entry is null ? Path : $"{Path}/{Entry}";

    /// <summary>The arrays of an .npz file.</summary>
    /// <exception cref="TrainingException">The file is no zip file.</exception>
    public static IReadOnlyList<ArraySource> InZip(string path)
    {
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(path);
            return [.. zip.Entries.Where(e => e.FullName.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)).Select(e => new ArraySource(path, e.FullName))];
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"{path}: cannot be read as an .npz file: {e.Message}", e);
        }
    }

    /// <summary>Reads the array.</summary>
    /// <exception cref="TrainingException">The file is missing or damaged.</exception>
    public NumberArray Read()
    {
        try
        {
            if (Entry is not null)
            {
                using ZipArchive zip = ZipFile.OpenRead(Path);
                ZipArchiveEntry entry = zip.GetEntry(Entry) ?? throw new TrainingException($"{Name}: not found any more.");
                if (entry.Length > MostBytes)
                    throw new TrainingException($"{Name}: expected at most {MostBytes} bytes, found {entry.Length}.");
                using Stream unpacked = entry.Open();
                return NpyFile.Read(unpacked, Name);
            }

            if (IsTable(Path)) return NumberTable.Read(Path).ToArray();
            using FileStream file = File.OpenRead(Path);
            return Path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) ? NpyFile.Read(file, Path) : NumberArray.Of(IdxFile.Read(file, Path));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"{Name}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Whether a file is a table, by its extension.</summary>
    public static bool IsTable(string path) => System.IO.Path.GetExtension(path).ToLowerInvariant() is ".csv" or ".tsv";
}
