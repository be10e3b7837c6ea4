using System.Globalization;

namespace EdgeNet.Training.Data.Series;

/// <summary>Labelled series out of a file, of one or several channels and of any lengths; NaN where a value is missing.</summary>
/// <param name="Path">The file, for messages.</param>
internal sealed record SeriesTable(string Path)
{
    /// <summary>Each series: a row a channel, all of a length.</summary>
    public List<float[][]> Samples { get; } = [];

    /// <summary>The label of each.</summary>
    public List<string> Labels { get; } = [];

    /// <summary>The line that each stands on, from 1.</summary>
    public List<int> Lines { get; } = [];

    /// <summary>The classes that the file's header names; empty where it names none.</summary>
    public IReadOnlyList<string> Declared { get; init; } = [];

    /// <summary>Whether the labels are numbers to learn, not classes (@targetLabel true).</summary>
    public bool HasNumbers { get; init; }

    /// <summary>Channels of every series.</summary>
    public int Channels => Samples[0].Length;

    /// <summary>The length of the longest series.</summary>
    public int Longest => Samples.Max(s => s[0].Length);

    /// <summary>The length of the shortest series.</summary>
    public int Shortest => Samples.Min(s => s[0].Length);

    /// <summary>The classes in order: numbers by size, names by their characters.</summary>
    /// <exception cref="TrainingException">The labels are numbers, and a few are NaN or infinite.</exception>
    public string[] Classes()
    {
        if (Declared.Count == 0 && BrokenNumbers.Find(Labels, areClasses: true) is >= 0 and var broken)
            throw BrokenNumbers.Refusal(Path, Lines[broken], "field 1", Labels[broken]);
        string[] names = [.. Labels.Concat(Declared).Distinct(StringComparer.Ordinal)];
        return Array.TrueForAll(names, n => Number(n) is not null)
            ? [.. names.OrderBy(n => Number(n)!.Value)]
            : [.. names.Order(StringComparer.Ordinal)];
    }

    /// <summary>The numbers to learn.</summary>
    /// <exception cref="TrainingException">A label is none.</exception>
    public TargetSet Numbers()
    {
        float[] values = new float[Labels.Count];
        for (int i = 0; i < values.Length; i++)
        {
            if (!TryParse(Labels[i], out values[i]) || float.IsNaN(values[i]))
                throw new TrainingException(FormattableString.Invariant(
                    $"{Path}: line {Lines[i]}: expected a number to learn, found '{Safety.PlainText.Shorten(Labels[i], 40)}'."));
        }

        return new TargetSet(TargetKind.Numbers, ["target"], values);
    }

    /// <summary>A label as one writes it: 1, 1.0 and 1.0000e+00 are the same.</summary>
    public static string Label(ReadOnlySpan<char> field)
    {
        string text = field.Trim().Trim('"').ToString();
        return Number(text) is { } number ? number.ToString(CultureInfo.InvariantCulture) : text;
    }

    /// <summary>Reads a value.</summary>
    /// <param name="field">A number, or NaN, ? or nothing for one that is missing.</param>
    /// <param name="value">Receives it, NaN where it is missing.</param>
    /// <returns>Whether it is one of these.</returns>
    public static bool TryParse(ReadOnlySpan<char> field, out float value)
    {
        field = field.Trim();
        if (field.IsEmpty || field is "?" || field.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            value = float.NaN;
            return true;
        }

        return float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && float.IsFinite(value);
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number : null;
}
