using System.Globalization;

namespace EdgeNet.Cli.Evaluation;

/// <summary>Classes that are the steps of a scale, such as 0.0, 0.1 … 9.9 of a meter's wheel: then a neighbor is a small mistake.</summary>
/// <param name="Step">From one class to the next, as a text.</param>
internal sealed record ClassScale(string Step)
{
    /// <summary>The scale of classes' names; null where they are none. Whole numbers are none: a 4 is no small mistake for a 5.</summary>
    /// <param name="names">The classes in the order of the outputs.</param>
    public static ClassScale? Of(IReadOnlyList<string> names)
    {
        if (names.Count < 3 || names.All(name => !name.Contains('.'))) return null;
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        decimal[] values = new decimal[names.Count];
        for (int i = 0; i < values.Length; i++)
            if (!decimal.TryParse(names[i], Style, CultureInfo.InvariantCulture, out values[i])) return null;
        decimal step = values[1] - values[0];
        for (int i = 2; i < values.Length; i++)
            if (values[i] - values[i - 1] != step) return null;
        return step > 0 ? new ClassScale(step.ToString(CultureInfo.InvariantCulture)) : null;
    }
}
