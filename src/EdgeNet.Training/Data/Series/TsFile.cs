using EdgeNet.Training.Data.Files;
using static System.FormattableString;

namespace EdgeNet.Training.Data.Series;

/// <summary>
/// Reads .ts files, the format of the UEA archive: comments (#), header lines (@dimensions 6, @classLabel true A B, …, @data), then a
/// series a line: the values of each dimension with commas between them, colons between dimensions, the label last. A ? is a missing value.
/// Below @targetLabel true the labels are numbers to learn.
/// </summary>
internal static class TsFile
{
    private const int MostDimensions = 1 << 16;

    /// <summary>Reads a file.</summary>
    /// <exception cref="TrainingException">It cannot be read, is none of classes, or a line is damaged.</exception>
    public static SeriesTable Read(DataFiles files, string path)
    {
        SeriesTable? table = null;
        IReadOnlyList<string> declared = [];
        int? dimensions = null;
        bool hasNumbers = false, hasClasses = false;
        (string Line, int Number)? without = null;
        foreach ((string line, int number) in TextLines.Of(files, path))
        {
            if (line[0] == '#') continue;
            if (table is not null)
            {
                Add(table, line, number, dimensions ?? (table.Samples.Count > 0 ? table.Channels : null));
                continue;
            }

            if (line[0] != '@')
                throw new TrainingException(
                    Invariant($"{path}: line {number}: expected a header line or @data before the series, found '{Safety.PlainText.Shorten(line, 40)}'."));
            string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            switch (words[0].ToLowerInvariant())
            {
                case "@data":
                    // Of sets of numbers some say that they have no classes, others that they have, before or behind.
                    if (without is { } said && !hasNumbers && !hasClasses)
                        throw new TrainingException(
                            Invariant($"{path}: line {said.Number}: expected series of classes (@classLabel true …) or numbers (@targetLabel ")
                            + $"true), found '{Safety.PlainText.Shorten(said.Line, 40)}'.");
                    table = new SeriesTable(path) { Declared = hasNumbers ? [] : declared, HasNumbers = hasNumbers };
                    break;
                case "@classlabel" when words is [_, var has, .. var names] && has.Equals("true", StringComparison.OrdinalIgnoreCase):
                    hasClasses = true;
                    declared = [.. names.Select(n => SeriesTable.Label(n))];
                    break;
                case "@targetlabel" when words is [_, var numbers] && numbers.Equals("true", StringComparison.OrdinalIgnoreCase):
                    hasNumbers = true;
                    break;
                case "@classlabel" or "@targetlabel":
                    without ??= (line, number);
                    break;
                case "@timestamps" when words.Length > 1 && words[1].Equals("true", StringComparison.OrdinalIgnoreCase):
                    throw new TrainingException(
                        Invariant($"{path}: line {number}: expected series at equal intervals, found ones with time stamps."));
                case "@dimensions" or "@dimension":
                    if (words.Length != 2 || !int.TryParse(words[1], out int count) || count is < 1 or > MostDimensions)
                        throw new TrainingException(
                            Invariant($"{path}: line {number}: expected 1 to {MostDimensions} dimensions, found '{Safety.PlainText.Shorten(line, 40)}'."));
                    dimensions = count;
                    break;
            }
        }

        return table is { Samples.Count: > 0 } ? table : throw new TrainingException($"{path}: expected series behind @data, found none.");
    }

    private static void Add(SeriesTable table, string line, int number, int? dimensions)
    {
        string[] parts = line.Split(':');
        if (parts.Length < 2 || (dimensions is { } expected && parts.Length != expected + 1))
            throw new TrainingException(Invariant(
                $"{table.Path}: line {number}: expected {dimensions?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "some"} dimensions and a label, with colons between them, found {parts.Length} parts."));
        string label = SeriesTable.Label(parts[^1]);
        if (label.Length == 0)
            throw new TrainingException(Invariant($"{table.Path}: line {number}: expected a label at the end, found none."));
        if (table.Declared.Count > 0 && !table.Declared.Contains(label))
            throw new TrainingException(
                Invariant($"{table.Path}: line {number}: expected one of the labels of @classLabel, found '{Safety.PlainText.Shorten(label, 40)}'."));
        float[][] sample = new float[parts.Length - 1][];
        for (int d = 0; d < sample.Length; d++) sample[d] = Values(table.Path, parts[d], number, d);
        int longest = sample.Max(s => s.Length);
        // A dimension that ends before others lacks its last values.
        for (int d = 0; d < sample.Length; d++)
            if (sample[d].Length < longest) sample[d] = [.. sample[d], .. Enumerable.Repeat(float.NaN, longest - sample[d].Length)];
        table.Samples.Add(sample);
        table.Labels.Add(label);
        table.Lines.Add(number);
    }

    private static float[] Values(string path, string part, int line, int dimension)
    {
        var values = new List<float>();
        foreach (Range range in part.AsSpan().Split(','))
        {
            ReadOnlySpan<char> field = part.AsSpan()[range];
            if (!SeriesTable.TryParse(field, out float value))
                throw new TrainingException(Invariant(
                    $"{path}: line {line}, dimension {dimension + 1}, value {values.Count + 1}: expected a number, found '{Safety.PlainText.Shorten(field.ToString(), 40)}'."));
            values.Add(value);
        }

        return [.. values];
    }
}
