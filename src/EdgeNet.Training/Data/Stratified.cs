using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>Seeded choices of samples in which every class has its share.</summary>
internal static class Stratified
{
    private const int MostNamed = 8;

    /// <summary>Chooses samples; of each class in proportion to its samples, and never all of a class.</summary>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="count">How many to choose; fewer are chosen where classes of a single sample would be emptied.</param>
    /// <param name="random">The generator.</param>
    /// <returns>The chosen samples and the others, each in ascending order.</returns>
    public static (int[] Chosen, int[] Others) Choose(ReadOnlySpan<int> labels, int count, SampleRandom random)
    {
        int[][] classes = Classes(labels);
        int[] quotas = Quotas([.. classes.Select(c => c.Length)], count);
        return Choose(classes, quotas, random);
    }

    /// <summary>Chooses of each class a number of samples of its own.</summary>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="quota">How many to choose of a class with so many samples.</param>
    /// <param name="random">The generator.</param>
    public static (int[] Chosen, int[] Others) Choose(ReadOnlySpan<int> labels, Func<int, int> quota, SampleRandom random)
    {
        int[][] classes = Classes(labels);
        return Choose(classes, [.. classes.Select(c => Math.Clamp(quota(c.Length), 0, Math.Max(0, c.Length - 1)))], random);
    }

    /// <summary>Parts samples into folds of like size, each class spread over all of them.</summary>
    /// <returns>The fold of each sample.</returns>
    public static int[] Folds(ReadOnlySpan<int> labels, int folds, SampleRandom random)
    {
        int[] fold = new int[labels.Length];
        int next = 0;
        foreach (int[] members in Classes(labels))
        {
            random.Shuffle(members);
            foreach (int member in members) fold[member] = next++ % folds;
        }

        return fold;
    }

    /// <summary>How many samples each class has.</summary>
    public static int[] Counts(ReadOnlySpan<int> labels, int classes)
    {
        int[] counts = new int[classes];
        foreach (int label in labels) counts[label]++;
        return counts;
    }

    /// <summary>The classes that a part has nothing of, though the data set has, in a line; null where there are none.</summary>
    public static string? Missing(string data, string part, IReadOnlyList<string> names, ReadOnlySpan<int> labels, ReadOnlySpan<int> all)
    {
        int[] counts = Counts(labels, names.Count), totals = Counts(all, names.Count);
        string[] missing = [.. Enumerable.Range(0, names.Count).Where(c => counts[c] == 0 && totals[c] > 0).Select(c => names[c])];
        if (missing.Length == 0) return null;
        string named = string.Join(", ", missing.Take(MostNamed).Select(n => Safety.PlainText.Shorten(n, 60))) + (missing.Length > MostNamed ? ", …" : "");
        return Invariant(
            $"{data}: the {part} part has no sample of {missing.Length} {(missing.Length == 1 ? "class" : "classes")} with too few: {named}");
    }

    private static (int[] Chosen, int[] Others) Choose(int[][] classes, int[] quotas, SampleRandom random)
    {
        var chosen = new List<int>();
        var others = new List<int>();
        for (int c = 0; c < classes.Length; c++)
        {
            random.Shuffle(classes[c]);
            chosen.AddRange(classes[c].Take(quotas[c]));
            others.AddRange(classes[c].Skip(quotas[c]));
        }

        // In file order again, so that the parts read like the files they come from.
        chosen.Sort();
        others.Sort();
        return ([.. chosen], [.. others]);
    }

    private static int[][] Classes(ReadOnlySpan<int> labels)
    {
        var classes = new SortedDictionary<int, List<int>>();
        for (int i = 0; i < labels.Length; i++)
        {
            if (!classes.TryGetValue(labels[i], out List<int>? members)) classes[labels[i]] = members = [];
            members.Add(i);
        }

        return [.. classes.Values.Select(m => m.ToArray())];
    }

    /// <summary>Shares by the largest remainder.</summary>
    private static int[] Quotas(int[] sizes, int count)
    {
        long total = Math.Max(1, sizes.Sum(s => (long)s));
        int[] quotas = [.. sizes.Select(s => Math.Min((int)((long)s * count / total), Math.Max(0, s - 1)))];
        int left = count - quotas.Sum();
        foreach (int c in Enumerable.Range(0, sizes.Length).OrderByDescending(c => (long)sizes[c] * count % total).ThenByDescending(c => sizes[c]))
        {
            if (left == 0) break;
            if (quotas[c] >= sizes[c] - 1) continue;
            quotas[c]++;
            left--;
        }

        // Where small classes could give nothing, the largest ones give more.
        foreach (int c in Enumerable.Range(0, sizes.Length).OrderByDescending(c => sizes[c]))
        {
            int more = Math.Min(left, Math.Max(0, sizes[c] - 1 - quotas[c]));
            quotas[c] += more;
            left -= more;
        }

        return quotas;
    }
}
