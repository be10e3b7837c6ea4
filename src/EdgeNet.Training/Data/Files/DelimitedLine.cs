using System.Text;

namespace EdgeNet.Training.Data.Files;

/// <summary>A line of a table of texts (RFC 4180): within quotes nothing separates, and two quotes are one.</summary>
internal static class DelimitedLine
{
    /// <summary>What separates a table's fields: a tab or a semicolon where its first line has one, else a comma.</summary>
    public static char Separator(string line) =>
        line.Contains('\t', StringComparison.Ordinal) ? '\t' : line.Contains(';', StringComparison.Ordinal) ? ';' : ',';

    /// <summary>The fields of a line, without the space and the quotes around them.</summary>
    public static string[] Split(string line, char separator)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '"' && isQuoted && i + 1 < line.Length && line[i + 1] == '"') field.Append(line[i++]);
            else if (c == '"') isQuoted = !isQuoted;
            else if (c != separator || isQuoted) field.Append(c);
            else
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
        }

        fields.Add(field.ToString().Trim());
        return [.. fields];
    }
}
