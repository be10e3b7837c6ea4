using System.Globalization;
using System.Text;

namespace EdgeNet.Cli.Data;

/// <summary>Text with commas between fields (RFC 4180): fields with commas, quotes or line ends in them stand in quotes.</summary>
internal static class CsvFile
{
    private const long MaxBytes = 64L << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <returns>The records, each with the line it begins on; empty lines are passed over.</returns>
    /// <exception cref="CommandException">The file is too large, or a quote is not closed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static List<CsvRecord> Read(string path)
    {
        if (new FileInfo(path).Length > MaxBytes)
            throw new CommandException($"{path}: expected a file of at most {MaxBytes >> 20} MB, found a larger one.");
        return Parse(File.ReadAllText(path, Encoding.UTF8), path);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name for messages.</param>
    /// <exception cref="CommandException">A quote is not closed.</exception>
    public static List<CsvRecord> Parse(string text, string name)
    {
        var records = new List<CsvRecord>();
        var fields = new List<string>();
        var field = new StringBuilder();
        bool isQuoted = false, wasQuoted = false;
        int line = 1, first = 1, quoteLine = 1;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\n')
                line++;
            if (isQuoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[++i]);
            else if (isQuoted && c == '"')
                isQuoted = false;
            else if (isQuoted)
                field.Append(c);
            else if (c == '"' && field.Length == 0 && !wasQuoted)
                (isQuoted, wasQuoted, quoteLine) = (true, true, line);
            else if (c == ',')
                EndField();
            else if (c == '\n')
                EndRecord();
            else if (c != '\r' || i + 1 < text.Length && text[i + 1] != '\n')
                field.Append(c);
        }

        if (isQuoted)
            throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"{name}: line {quoteLine}: expected a closing quote, found the end of the file."));
        EndRecord();
        return records;

        void EndField()
        {
            fields.Add(field.ToString());
            field.Clear();
            wasQuoted = false;
        }

        void EndRecord()
        {
            EndField();
            if (fields.Count > 1 || fields[0].Length > 0)
                records.Add(new CsvRecord(first, [.. fields]));
            fields.Clear();
            first = line;
        }
    }
}
