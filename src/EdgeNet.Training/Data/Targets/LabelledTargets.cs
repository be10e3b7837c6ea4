using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>
/// The targets of samples that a table names: columns of numbers; columns of 0 and 1, a class each; or one column with several classes of a
/// sample, semicolons between them.
/// </summary>
internal sealed class LabelledTargets
{
    private const char Between = ';';

    /// <summary>The most values of all rows together, a gigabyte of them.</summary>
    private const long MostValues = 1L << 28;

    /// <summary>The most targets of a sample: a row of names is short, and a row of values for each sample is not.</summary>
    private const int MostTargets = 4096;

    private readonly TargetKind _kind;
    private readonly string[] _names;
    private readonly Dictionary<string, int> _labels;

    /// <summary>Whether one column holds the classes of a sample.</summary>
    private readonly bool _isOneColumn;

    private LabelledTargets(TargetKind kind, string[] names, bool isOneColumn)
    {
        _kind = kind;
        _names = names;
        _labels = names.Select((name, k) => (name, k)).ToDictionary(n => n.name, n => n.k, StringComparer.Ordinal);
        _isOneColumn = isOneColumn;
    }

    /// <summary>Finds out what the training part has.</summary>
    /// <param name="train">Its rows.</param>
    /// <param name="options">What is to be learnt, and the targets of weights that are evaluated.</param>
    /// <returns>Null where each sample has a class.</returns>
    /// <exception cref="TrainingException">There are too many targets, or two of one name.</exception>
    public static LabelledTargets? Of(LabelledRows train, DatasetOptions options)
    {
        LabelledTargets? targets = Find(train, options);
        return targets is null || targets._names.Length <= MostTargets ? targets : throw new TrainingException(Invariant(
            $"{train.Table}: expected at most {MostTargets} numbers or classes to learn, found {targets._names.Length}."));
    }

    private static LabelledTargets? Find(LabelledRows train, DatasetOptions options)
    {
        if (train.Names.Length > 0)
        {
            TargetColumns.CheckNames(train.Table, train.Names);
            bool areLabels = options.Outputs != TargetKind.Numbers && train.Names.Length > 1
                && train.Rows.TrueForAll(r => Array.TrueForAll(r.Cells, c => c is "0" or "1"));
            return new(areLabels ? TargetKind.Labels : TargetKind.Numbers, train.Names, isOneColumn: false);
        }

        if (options.Outputs == TargetKind.Numbers)
            return new(TargetKind.Numbers, options.Classes.Count == 1 ? [.. options.Classes] : ["target"], isOneColumn: true);
        if (options.Outputs == TargetKind.Labels || train.Rows.Exists(r => r.Label.Contains(Between, StringComparison.Ordinal)))
        {
            string[] own = ClassNumbers.Order(train.Rows.SelectMany(r => Split(r.Label)).Distinct(StringComparer.Ordinal));
            // In the order of the weights where these are evaluated.
            bool areKnown = options.Outputs == TargetKind.Labels && own.Any(options.Classes.Contains);
            return new(TargetKind.Labels, areKnown ? [.. options.Classes] : own, isOneColumn: true);
        }

        string[] labels = [.. train.Rows.Select(r => r.Label)];
        if (BrokenNumbers.Find(labels, areClasses: options.Outputs == TargetKind.Classes) is >= 0 and var broken
            && !options.Classes.Contains(labels[broken]))
            throw BrokenNumbers.Refusal(train.Table, train.Rows[broken].Line, train.LabelName, labels[broken]);
        // Decimals may be the names of classes.
        bool areNumbers = options.Outputs != TargetKind.Classes && train.Rows.TrueForAll(r => Number(r.Label) is not null)
            && train.Rows.Exists(r => Number(r.Label) is { } n && n != Math.Floor(n));
        return areNumbers ? new(TargetKind.Numbers, ["target"], isOneColumn: true) : null;
    }

    /// <summary>Reads the targets of all parts, one after the other.</summary>
    /// <param name="parts">Their rows.</param>
    /// <exception cref="TrainingException">A cell is no number, or no class of the training part.</exception>
    public TargetSet Read(IReadOnlyCollection<LabelledRows> parts)
    {
        long count = parts.Sum(p => (long)p.Rows.Count);
        if (count * _names.Length > MostValues)
            throw new TrainingException(Invariant(
                $"{parts.First().Table}: expected at most {MostValues} targets of all samples, found {count} samples of {_names.Length}."));
        float[] values = new float[count * _names.Length];
        int first = 0;
        foreach (LabelledRows part in parts)
        {
            if (!_isOneColumn && !part.Names.SequenceEqual(_names))
                throw new TrainingException($"{part.Table}: expected the columns of targets of the training part, found others.");
            foreach (LabelledRow row in part.Rows)
            {
                Read(part, row, values.AsSpan(first, _names.Length));
                first += _names.Length;
            }
        }

        return new TargetSet(_kind, _names, values);
    }

    private void Read(LabelledRows part, LabelledRow row, Span<float> values)
    {
        string table = part.Table;
        if (_kind == TargetKind.Labels && _isOneColumn)
        {
            foreach (string name in Split(row.Label))
            {
                if (!_labels.TryGetValue(name, out int label))
                    throw new TrainingException(Invariant(
                        $"{table}: line {row.Line}: there is no class '{Safety.PlainText.Shorten(name, 40)}' among the training samples."));
                values[label] = 1;
            }

            return;
        }

        string[] cells = _isOneColumn ? [row.Label] : row.Cells;
        for (int k = 0; k < values.Length; k++)
        {
            if (Number(cells[k]) is not { } number || (_kind == TargetKind.Labels && number is not (0 or 1)))
            {
                string expected = _kind == TargetKind.Labels ? "0 or 1" : "a number";
                string column = _isOneColumn ? part.LabelName : $"'{Safety.PlainText.Shorten(_names[k], 40)}'";
                throw new TrainingException(
                    Invariant($"{table}: line {row.Line}, {column}: expected {expected}, found {BrokenNumbers.Found(cells[k])}."));
            }

            values[k] = number;
        }
    }

    private static IEnumerable<string> Split(string label) =>
        label.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static float? Number(string text) => float.TryParse(
        text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out float number)
        && float.IsFinite(number) ? number : null;
}
