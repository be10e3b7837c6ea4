using System.Globalization;

namespace EdgeNet.Training.Data;

/// <summary>
/// A column that holds numbers, and a few cells that stand for none: nobody means a class by NaN, and the numbers beside it would become
/// classes with it.
/// </summary>
internal static class BrokenNumbers
{
    /// <summary>What tools write where a number is missing; among whole numbers it may be a class, such as "none" beside digits.</summary>
    private static readonly string[] Missing = ["", "na", "n/a", "null", "none", "?", "-"];

    /// <summary>Finds the first such cell.</summary>
    /// <param name="cells">The column.</param>
    /// <param name="areClasses">Whether decimals are known to be the names of classes.</param>
    /// <returns>Its index; -1 where all cells are numbers, or most are none, or one is any other text.</returns>
    public static int Find(IReadOnlyList<string> cells, bool areClasses)
    {
        int numbers = 0, notFinite = -1, missing = -1;
        bool hasDecimals = false;
        for (int i = 0; i < cells.Count; i++)
        {
            if (double.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
            {
                numbers++;
                hasDecimals |= number != Math.Floor(number);
            }
            else if (IsNotFinite(cells[i]))
            {
                if (notFinite < 0) notFinite = i;
            }
            else if (Missing.Contains(cells[i].Trim(), StringComparer.OrdinalIgnoreCase))
            {
                if (missing < 0) missing = i;
            }
            else
            {
                return -1;
            }
        }

        if (2 * numbers <= cells.Count) return -1;
        if (missing < 0) return notFinite;
        bool isBroken = hasDecimals && !areClasses;
        return !isBroken ? notFinite : notFinite < 0 ? missing : Math.Min(missing, notFinite);
    }

    /// <summary>Says what is wrong with a cell.</summary>
    /// <param name="path">The table.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column, as "'label'" or "field 1".</param>
    /// <param name="found">What stands there.</param>
    public static TrainingException Refusal(string path, int line, string column, string found) => new(FormattableString.Invariant(
        $"{path}: line {line}, {column}: expected a number, as in most other rows, found {Found(found)}."));

    /// <summary>What stands in a cell, for messages.</summary>
    public static string Found(string text) => text.Length == 0 ? "an empty field" : $"'{Safety.PlainText.Shorten(text, 40)}'";

    private static bool IsNotFinite(string text) =>
        text.Trim().TrimStart('+', '-').ToLowerInvariant() is "nan" or "inf" or "infinity" or "∞";
}
