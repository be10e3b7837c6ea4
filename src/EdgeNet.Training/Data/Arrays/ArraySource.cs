using System.IO.Compression;
using EdgeNet.Training.Data.Files;
using EdgeNet.Training.Data.Streaming;

namespace EdgeNet.Training.Data.Arrays;

/// <summary>A place that an array is read from: an IDX, .npy or CSV file, or an array in an .npz file.</summary>
/// <param name="Files">The data set's files.</param>
/// <param name="Path">The file.</param>
/// <param name="Entry">The array in an .npz file; null for other files.</param>
internal sealed record ArraySource(DataFiles Files, string Path, string? Entry = null)
{
    /// <summary>The most bytes of an array in an .npz file, unpacked.</summary>
    private const long MostBytes = int.MaxValue;

    /// <summary>The source's name in messages.</summary>
    public string Name => Entry is null ? Path : $"{Path}/{Entry}";

    private bool IsNpy => Path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);

    /// <summary>The arrays of an .npz file.</summary>
    /// <exception cref="TrainingException">The file is no zip file.</exception>
    public static IReadOnlyList<ArraySource> InZip(DataFiles files, string path)
    {
        try
        {
            using Stream stream = files.OpenRead(path);
            using var zip = new ZipArchive(stream);
            return [.. zip.Entries.Where(e => e.FullName.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
                .Select(e => new ArraySource(files, path, e.FullName))];
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"{path}: cannot be read as an .npz file: {e.Message}", e);
        }
    }

    /// <summary>Reads the array.</summary>
    /// <exception cref="TrainingException">The file is missing or damaged.</exception>
    public NumberArray Read() => Guarded(() =>
    {
        if (Entry is null && IsTable(Path)) return NumberTable.Read(Files, Path).ToArray();
        using Stream file = Files.OpenRead(Path);
        if (Entry is null) return IsNpy ? NpyFile.Read(file, Path) : NumberArray.Of(IdxFile.Read(file, Path));
        using var zip = new ZipArchive(file);
        using Stream unpacked = Open(zip);
        return NpyFile.Read(unpacked, Name);
    });

    /// <summary>Reads the array, or maps it where it would take more memory than there is for it.</summary>
    /// <param name="inputLength">The numbers of a network's input.</param>
    /// <param name="budget">Bytes.</param>
    /// <exception cref="TrainingException">The file is missing or damaged.</exception>
    public NumberArray ReadOrMap(long inputLength, long budget) => Guarded(() =>
    {
        if (Entry is not null || IsTable(Path) || Files.Place(Path) is not { } place) return Read();
        using Stream file = Files.OpenRead(Path);
        if (!IsNpy && IdxFile.IsPacked(file)) return Read();
        var (type, dimensions, inFortranOrder, offset) = IsNpy ? NpyFile.ReadHeader(file, Path) : IdxFile.ReadHeader(file, Path);
        long count = dimensions.Aggregate(1L, (product, size) => product * size);
        long decoded = (dimensions.Count > 0 ? dimensions[0] : 1) * inputLength * (type.AreBytes ? 1 : sizeof(float));
        if (Math.Max(count * type.Bytes, decoded) <= budget && count * type.Bytes <= Array.MaxLength) return Read();
        if (inFortranOrder)
            throw new TrainingException(
                $"{Path}: expected an array in C order, which alone is read piece by piece, found one in Fortran order.");
        if (place.Length - offset != count * type.Bytes)
            throw new TrainingException(
                FormattableString.Invariant($"{Path}: expected {count * type.Bytes} bytes of elements, the file holds {place.Length - offset}."));
        return new NumberArray(Path, dimensions) { Mapped = new MappedNumbers(place.File, place.Offset + offset, count, type) };
    });

    /// <summary>The sizes of the array's axes, without its elements where it has a header.</summary>
    /// <exception cref="TrainingException">The file is missing or damaged.</exception>
    public IReadOnlyList<int> ReadDimensions() => Guarded(() =>
    {
        if (Entry is null && IsTable(Path)) return Read().Dimensions;
        using Stream file = Files.OpenRead(Path);
        if (Entry is null && IsNpy) return NpyFile.ReadHeader(file, Path).Dimensions;
        if (Entry is null)
        {
            using Stream plain = IdxFile.IsPacked(file) ? new GZipStream(file, CompressionMode.Decompress) : file;
            return IdxFile.ReadHeader(plain, Path).Dimensions;
        }

        using var zip = new ZipArchive(file);
        using Stream unpacked = Open(zip);
        return NpyFile.ReadHeader(unpacked, Name).Dimensions;
    });

    /// <summary>Whether a file is a table, by its extension.</summary>
    public static bool IsTable(string path) => System.IO.Path.GetExtension(path).ToLowerInvariant() is ".csv" or ".tsv";

    private Stream Open(ZipArchive zip)
    {
        ZipArchiveEntry entry = zip.GetEntry(Entry!) ?? throw new TrainingException($"{Name}: not found any more.");
        return entry.Length <= MostBytes ? entry.Open()
            : throw new TrainingException(FormattableString.Invariant($"{Name}: expected at most {MostBytes} bytes, found {entry.Length}."));
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw Unreadable.Because(Name, e);
        }
    }
}
