using System.Text;
using EdgeNet.Training.Data.Files;

namespace EdgeNet.Training.Data.Series;

/// <summary>The lines of a text file that hold something.</summary>
internal static class TextLines
{
    private const long MostBytes = 1L << 31;

    /// <summary>Reads the lines, one after the other, without what stands before and behind them; empty ones are passed over.</summary>
    /// <returns>Each line, and its number from 1.</returns>
    /// <exception cref="TrainingException">The file cannot be read, or is larger than 2 GB.</exception>
    public static IEnumerable<(string Text, int Number)> Of(DataFiles files, string path)
    {
        using StreamReader reader = Open(files, path);
        int number = 0;
        while (Next(reader, path) is { } line)
        {
            number++;
            string text = line.Trim(' ', '\r', '\uFEFF');
            if (text.Length > 0) yield return (text, number);
        }
    }

    private static StreamReader Open(DataFiles files, string path)
    {
        try
        {
            if (files.Length(path) > MostBytes)
                throw new TrainingException($"{path}: expected a text of at most {MostBytes >> 30} GB, found a larger one.");
            return new StreamReader(files.OpenRead(path), Encoding.UTF8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable.Because(path, e);
        }
    }

    private static string? Next(StreamReader reader, string path)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (IOException e)
        {
            throw Unreadable.Because(path, e);
        }
    }
}
