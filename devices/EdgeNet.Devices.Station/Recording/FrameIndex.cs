using System.Globalization;

namespace EdgeNet.Devices.Station.Recording;

/// <summary>
/// The index of a recording, <c>frames.csv</c>: <c>file,milliseconds,number</c>, a line each frame: its picture, when it was taken since
/// the first one, and its number at the camera, whose gaps are frames that were dropped. A last line that is cut off, as by kill -9, is
/// passed over.
/// </summary>
internal static class FrameIndex
{
    /// <summary>The most frames of a recording.</summary>
    internal const int MostFrames = 1_000_000;

    internal const string FileName = "frames.csv";
    internal const string Header = "file,milliseconds,number";

    private const int LongestLine = 100;

    /// <summary>A picture's name: the place in the recording alone, so that no index leads out of its folder.</summary>
    internal static string PictureName(int index) => string.Create(CultureInfo.InvariantCulture, $"{index:D6}.pgm");

    internal static string Line(int index, TimeSpan time, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{PictureName(index)},{time.TotalMilliseconds:0.###},{number}\n");

    /// <summary>Reads an index.</summary>
    /// <param name="folder">The recording's folder.</param>
    /// <exception cref="InvalidDataException">It is none.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    internal static List<(TimeSpan Time, long Number)> Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        using StreamReader reader = File.OpenText(path);
        var frames = new List<(TimeSpan, long)>();
        char[] buffer = new char[LongestLine];
        for (int line = 0; ReadLine(reader, buffer, out int length); line++)
        {
            ReadOnlySpan<char> text = buffer.AsSpan(0, length).TrimEnd('\r');
            if (line == 0)
            {
                if (!text.SequenceEqual(Header))
                    throw new InvalidDataException($"{path}: line 1: expected {Header}, found other text");
                continue;
            }

            if (frames.Count == MostFrames || !TryParse(text, line - 1, frames.Count > 0 ? frames[^1].Item1 : TimeSpan.Zero, out var frame))
            {
                throw new InvalidDataException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{path}: line {line + 1}: expected {PictureName(line - 1)}, milliseconds that grow and a number, found other text")
                );
            }

            frames.Add(frame);
        }

        return frames;
    }

    private static bool TryParse(ReadOnlySpan<char> text, int index, TimeSpan before, out (TimeSpan Time, long Number) frame)
    {
        frame = default;
        Span<Range> parts = stackalloc Range[4];
        if (text.Split(parts, ',') != 3 || !text[parts[0]].SequenceEqual(PictureName(index)))
            return false;
        bool isFrame =
            double.TryParse(text[parts[1]], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double milliseconds)
            && milliseconds <= TimeSpan.FromDays(366).TotalMilliseconds
            && long.TryParse(text[parts[2]], NumberStyles.None, CultureInfo.InvariantCulture, out frame.Number);
        frame.Time = isFrame ? TimeSpan.FromMilliseconds(milliseconds) : default;
        return isFrame && frame.Time >= before;
    }

    /// <summary>Reads a line that ends; false at the end, and for one that is cut off.</summary>
    /// <exception cref="InvalidDataException">A line is longer than any line of an index.</exception>
    private static bool ReadLine(StreamReader reader, Span<char> buffer, out int length)
    {
        length = 0;
        for (int c; (c = reader.Read()) >= 0; buffer[length++] = (char)c)
        {
            if (c == '\n')
                return true;
            if (length == buffer.Length)
                throw new InvalidDataException("expected lines of a recording's index, found a longer one");
        }

        return false;
    }
}
