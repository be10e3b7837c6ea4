namespace EdgeNet.Cli.Output;

/// <summary>What somebody who mistyped a word may have meant.</summary>
internal static class Suggestions
{
    private const int MostNamed = 3;

    /// <summary>" Did you mean --epochs?", or nothing where no candidate is near.</summary>
    /// <param name="word">What was typed.</param>
    /// <param name="candidates">What there is.</param>
    public static string For(string word, IEnumerable<string> candidates)
    {
        if (word.Length > 60) return "";
        string lower = word.ToLowerInvariant();
        int limit = Math.Max(1, word.TrimStart('-').Length / 3);
        (string Name, int Distance)[] near =
        [
            .. candidates.Distinct(StringComparer.Ordinal)
                .Select(c => (Name: c, Distance: IsPrefix(c.ToLowerInvariant(), lower) ? 1 : Distance(lower, c.ToLowerInvariant())))
                .Where(c => c.Distance <= limit).OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal),
        ];
        if (near.Length == 0) return "";
        // Beside one that is nearly right, others that are far off say nothing.
        IEnumerable<string> named = near.Where(c => c.Distance <= near[0].Distance + 1).Take(MostNamed).Select(c => c.Name);
        return $" Did you mean {string.Join(" or ", named)}?";
    }

    private static bool IsPrefix(string candidate, string word) =>
        word.TrimStart('-').Length >= 3 && candidate.StartsWith(word, StringComparison.Ordinal);

    /// <summary>Letters to insert, delete, replace or swap (Damerau 1964, in its restricted form).</summary>
    private static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) d[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
