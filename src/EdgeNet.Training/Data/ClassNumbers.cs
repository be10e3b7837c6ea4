using System.Globalization;
using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>
/// Class names that are all whole numbers. They are the numbers of a network's outputs where they can be: digits, and 10 for none as the
/// reader's network has it, or numbers from 0 on with no more gaps than classes; an output in a gap has no sample. Others, such as years and
/// the values of coins, are names.
/// </summary>
internal static class ClassNumbers
{
    /// <summary>Every digit has an output of its number, whichever digits there are.</summary>
    private const int Digits = 11;

    /// <summary>The classes in the order of the labels: numbers by size, other names by their characters.</summary>
    /// <param name="names">Different names; 7 and 07 are one class.</param>
    public static string[] Order(IEnumerable<string> names)
    {
        string[] ordered = [.. names.Order(StringComparer.Ordinal)];
        long[] numbers = new long[ordered.Length];
        for (int i = 0; i < ordered.Length; i++)
            if (!long.TryParse(ordered[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[i])) return ordered;
        long[] distinct = [.. numbers.Distinct().Order()];
        bool areOutputs = distinct is [>= 0, ..] && (distinct[^1] < Digits || (distinct[0] == 0 && distinct[^1] < 2 * distinct.Length));
        long[] classes = areOutputs ? [.. Enumerable.Range(0, (int)distinct[^1] + 1).Select(n => (long)n)] : distinct;
        return [.. classes.Select(n => Array.IndexOf(numbers, n) is >= 0 and var at ? ordered[at] : Invariant($"{n}"))];
    }
}
