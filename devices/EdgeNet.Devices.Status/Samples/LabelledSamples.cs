using System.Globalization;
using System.Text;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Status;

/// <summary>
/// Corrected readings as labelled samples: a folder of crops with labels.csv of file,digits, which <c>edgenet train DigitLine --lines</c>
/// takes as it is. The trainer's labels are digits alone, so an amount's point or a ZIP code's dash puts a sample into fields.csv instead.
/// A sample is corrected again in its place. Lines of the files that came from elsewhere stay as they are. Any thread may keep samples.
/// </summary>
/// <param name="folder">The folder; made with the first sample.</param>
/// <param name="most">The most samples, 1 to 100,000.</param>
public sealed class LabelledSamples(string folder, int most = 10_000)
{
    /// <summary>The most digits that a line network's label has.</summary>
    public const int LongestLine = 32;

    private const string Lines = "labels.csv";
    private const string LinesHeader = "file,digits";
    private const string Fields = "fields.csv";
    private const string FieldsHeader = "file,text";
    private const int MostLabelBytes = 16 << 20;

    private readonly Lock _gate = new();
    private readonly int _most = most is >= 1 and <= 100_000
        ? most
        : throw new ArgumentOutOfRangeException(nameof(most), most, "The most samples must be 1 to 100,000.");

    private int? _count;

    /// <summary>The folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>Samples of both kinds; 0 where they cannot be read.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _count ??= CountLines();
        }
    }

    /// <summary>Keeps a sample.</summary>
    /// <param name="id">The reading's identifier: 1 to 64 letters, digits, '-' and '_'; the file is named after it.</param>
    /// <param name="crop">The crop, a PNG.</param>
    /// <param name="text">The right value: digits, with points, commas and dashes between them.</param>
    /// <returns>What it is good for.</returns>
    /// <exception cref="StationException">It cannot be kept; the message says why.</exception>
    public SampleKind Keep(string id, ReadOnlySpan<byte> crop, string text)
    {
        if (!ReadingId.IsOne(id)) throw new StationException("A sample's identifier: expected one of a reading, found another text.");
        if (!CorrectedText.IsOne(text)) throw new StationException(CorrectedText.Expected);
        Check(crop);
        SampleKind kind = text.Length <= LongestLine && text.All(char.IsAsciiDigit) ? SampleKind.Line : SampleKind.Field;
        string file = id + ".png";
        lock (_gate)
        {
            _count = null;
            try
            {
                Directory.CreateDirectory(Folder);
                List<string> lines = Read(Lines, LinesHeader), fields = Read(Fields, FieldsHeader);
                bool wasLine = Remove(lines, file, kind == SampleKind.Line ? text : null);
                bool wasField = Remove(fields, file, kind == SampleKind.Field ? text : null);
                if (lines.Count + fields.Count - 2 > _most)
                {
                    throw new StationException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Folder}: expected at most {_most} samples. Move some away, or allow more in the configuration."));
                }

                // The picture is there before anything names it.
                Write(file, crop);
                if (wasLine || kind == SampleKind.Line) Write(Lines, Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
                if (wasField || kind == SampleKind.Field) Write(Fields, Encoding.UTF8.GetBytes(string.Join('\n', fields) + "\n"));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new StationException($"The sample cannot be kept: {Safety.PlainText.Shorten(error.Message, 300)}", error);
            }
        }

        return kind;
    }

    private int CountLines()
    {
        try
        {
            return Read(Lines, LinesHeader).Count + Read(Fields, FieldsHeader).Count - 2;
        }
        catch (StationException)
        {
            return 0;
        }
    }

    /// <summary>Takes a file's line out, and puts the new one in its place or at the end.</summary>
    /// <returns>Whether there was a line.</returns>
    private static bool Remove(List<string> lines, string file, string? label)
    {
        int index = lines.FindIndex(1, line => line.StartsWith(file + ",", StringComparison.Ordinal));
        if (index >= 0) lines.RemoveAt(index);
        if (label is not null) lines.Insert(index >= 0 ? index : lines.Count, $"{file},{label}");
        return index >= 0;
    }

    // The trainer stops at a picture that it cannot read.
    private static void Check(ReadOnlySpan<byte> crop)
    {
        try
        {
            PictureFile.Read(crop, "the reading's crop");
        }
        catch (PictureException error)
        {
            throw new StationException(Safety.PlainText.Shorten(error.Message, 300), error);
        }
    }

    private List<string> Read(string name, string header)
    {
        string path = Path.Combine(Folder, name);
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) return [header];
            if (file.Length > MostLabelBytes)
            {
                throw new StationException(string.Create(
                    CultureInfo.InvariantCulture, $"{path}: expected at most {MostLabelBytes} bytes, found {file.Length}."));
            }

            var lines = File.ReadLines(path).Where((line, i) => i == 0 || line.Length > 0).ToList();
            return lines.Count > 0 ? lines : [header];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StationException($"{path}: {Safety.PlainText.Shorten(error.Message, 300)}", error);
        }
    }

    /// <summary>A file that is whole or not there, whatever happens to the power.</summary>
    private void Write(string name, ReadOnlySpan<byte> bytes)
    {
        string path = Path.Combine(Folder, name), beside = path + ".new";
        try
        {
            using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch (IOException)
        {
            // What was half written must not fill a full disk.
            File.Delete(beside);
            throw;
        }
    }
}
