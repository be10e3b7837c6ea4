using EdgeNet.Training.Data.Files;
using static System.FormattableString;

namespace EdgeNet.Training.Data.Series;

/// <summary>
/// Series in the files of the UCR and UEA archives: NAME_TRAIN.tsv, NAME_TEST.tsv (or .txt) and NAME_TRAIN.ts, NAME_TEST.ts, beside each
/// other in a folder. Where there are several formats of a set, .ts is taken before .tsv, and that before .txt.
/// </summary>
internal static class SeriesFolder
{
    private const int MostNamed = 5;
    private static readonly string[] Extensions = [".ts", ".tsv", ".txt"];

    /// <summary>Whether a file may be one of such a set, by its name.</summary>
    public static bool IsNamed(string path) => NameOf(path) is not null;

    /// <summary>The set in a folder.</summary>
    /// <param name="files">The files.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="one">A file of the set; null where it is the only one there.</param>
    /// <returns>Its files by part; empty where there is none.</returns>
    /// <exception cref="TrainingException">There are several sets, or two files of a part.</exception>
    public static Dictionary<DataPart, string> Find(DataFiles files, string folder, string? one = null)
    {
        var sets = new SortedDictionary<string, Dictionary<DataPart, string>>(StringComparer.OrdinalIgnoreCase);
        string? wanted = one is null ? null : NameOf(one)?.Name;
        foreach (string extension in Extensions)
        {
            foreach (string path in files.Files(folder)
                .Where(f => Path.GetExtension(f).Equals(extension, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
            {
                if (NameOf(path) is not var (name, part)
                    || (wanted is not null && !name.Equals(wanted, StringComparison.OrdinalIgnoreCase)))
                    continue;
                if (!extension.Equals(".ts", StringComparison.Ordinal) && !UcrFile.Is(files, path)) continue;
                if (!sets.TryGetValue(name, out Dictionary<DataPart, string>? parts)) sets[name] = parts = [];
                parts.TryAdd(part, path);
            }
        }

        foreach (string name in sets.Where(s => !s.Value.ContainsKey(DataPart.Train)).Select(s => s.Key).ToArray()) sets.Remove(name);
        if (sets.Count > 1)
        {
            string named = string.Join(", ", sets.Keys.Take(MostNamed).Select(n => Safety.PlainText.Shorten(n, 40)))
                + (sets.Count > MostNamed ? ", …" : "");
            string first = Path.GetFileName(sets.First().Value[DataPart.Train]);
            throw new TrainingException(
                Invariant($"{folder}: expected one set of series, found {sets.Count}: {named}. Give a file of the one that is meant, such as {first}."));
        }

        return sets.Count == 1 ? sets.First().Value : [];
    }

    /// <summary>Reads a file in either format.</summary>
    /// <exception cref="TrainingException">It is damaged.</exception>
    public static SeriesTable ReadTable(DataFiles files, string path) =>
        Path.GetExtension(path).Equals(".ts", StringComparison.OrdinalIgnoreCase) ? TsFile.Read(files, path) : UcrFile.Read(files, path);

    /// <summary>Reads a set.</summary>
    /// <param name="name">The data set's name.</param>
    /// <param name="files">The files.</param>
    /// <param name="parts">The set's files.</param>
    /// <param name="inputShape">The network's input shape.</param>
    /// <param name="seed">Chooses the test part where there is none.</param>
    /// <param name="options">How series are prepared.</param>
    /// <exception cref="TrainingException">A file is damaged, or does not fit the network.</exception>
    public static Dataset Read(
        string name, DataFiles files, Dictionary<DataPart, string> parts, IReadOnlyList<int> inputShape, int seed, DatasetOptions options)
    {
        var tables = parts.ToDictionary(p => p.Key, p => ReadTable(files, p.Value));
        SeriesTable train = tables[DataPart.Train];
        string[] own = train.HasNumbers ? [.. train.Numbers().Names] : train.Classes();
        if (tables.Values.FirstOrDefault(t => t.HasNumbers != train.HasNumbers) is { } other)
            throw new TrainingException(
                $"{other.Path}: expected {(train.HasNumbers ? "numbers to learn" : "classes")} as in {train.Path}, "
                + $"found {(train.HasNumbers ? "classes" : "numbers")}.");
        // In the order of the weights where these are evaluated.
        IReadOnlyList<string> classes = own.All(options.Classes.Contains) ? options.Classes : own;
        var fitter = new SeriesFitter(inputShape, options, tables.Values);
        var warnings = new List<string>();
        if (fitter.Told is { } told) warnings.Add($"{name}: {told}");
        ImageSet trainSet = Part(DataPart.Train)!;
        ImageSet? validation = Part(DataPart.Validation), test = Part(DataPart.Test);
        if (test is null) (trainSet, test) = DatasetParts.TakeTest(name, classes, trainSet, seed, warnings);
        return DatasetParts.Complete(name, classes, trainSet, validation, test, warnings, options);

        ImageSet? Part(DataPart part) => !tables.TryGetValue(part, out SeriesTable? table) ? null
            : table.HasNumbers ? fitter.Fit(table, new int[table.Labels.Count]).With(table.Numbers())
            : fitter.Fit(table, Labels(table, classes));
    }

    private static int[] Labels(SeriesTable table, IReadOnlyList<string> classes)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int c = 0; c < classes.Count; c++) numbers.TryAdd(classes[c], c);
        int[] labels = new int[table.Labels.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            if (!numbers.TryGetValue(table.Labels[i], out labels[i]))
                throw new TrainingException(Invariant(
                    $"{table.Path}: line {table.Lines[i]}: there is no class '{Safety.PlainText.Shorten(table.Labels[i], 40)}' among the training samples."));
        }

        return labels;
    }

    private static (string Name, DataPart Part)? NameOf(string path)
    {
        if (!Extensions.Contains(Path.GetExtension(path).ToLowerInvariant())) return null;
        string stem = Path.GetFileNameWithoutExtension(path);
        int split = stem.LastIndexOfAny(['_', '-', '.', ' ']);
        return split > 0 && PartNames.Of(stem[(split + 1)..]) is { } part ? (stem[..split], part) : null;
    }
}
