namespace EdgeNet.Training.Transfer;

/// <summary>The orders in which a file's modules may follow each other in a network.</summary>
internal static class ModuleOrders
{
    /// <summary>Groups of numbered modules, such as features and classifier, of which all orders are tried.</summary>
    private const int MostGroups = 4;

    /// <summary>The orders to try.</summary>
    /// <param name="modules">The modules, as they stand in the file.</param>
    /// <param name="isOrdered">Whether that is their order.</param>
    public static IEnumerable<List<PretrainedModule>> Of(List<PretrainedModule> modules, bool isOrdered)
    {
        if (isOrdered || modules.Count < 2) return [modules];
        var groups = new Dictionary<string, List<PretrainedModule>>(StringComparer.Ordinal);
        foreach (PretrainedModule module in modules.Order(Comparer<PretrainedModule>.Create((a, b) => Compare(a.Name, b.Name))))
        {
            string group = module.Name[..(module.Name.IndexOf('.', StringComparison.Ordinal) + 1)];
            if (!groups.TryGetValue(group, out List<PretrainedModule>? members)) groups.Add(group, members = []);
            members.Add(module);
        }

        List<PretrainedModule>[] parts = [.. groups.Values];
        return parts.Length > MostGroups ? [[.. parts.SelectMany(p => p)]]
            : Permutations(parts).Select(order => order.SelectMany(p => p).ToList());
    }

    private static IEnumerable<List<PretrainedModule>[]> Permutations(List<PretrainedModule>[] parts)
    {
        if (parts.Length < 2) return [parts];
        return Enumerable.Range(0, parts.Length).SelectMany(
            first => Permutations([.. parts[..first], .. parts[(first + 1)..]]).Select(rest =>
                (List<PretrainedModule>[])[parts[first], .. rest]));
    }

    /// <summary>By name, in which runs of digits count as numbers: "features.10" comes after "features.3".</summary>
    private static int Compare(string a, string b)
    {
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            if (char.IsAsciiDigit(a[i]) && char.IsAsciiDigit(b[j]))
            {
                ReadOnlySpan<char> first = Digits(a, ref i), second = Digits(b, ref j);
                int order = first.Length != second.Length ? first.Length.CompareTo(second.Length) : first.SequenceCompareTo(second);
                if (order != 0) return order;
            }
            else if (a[i] != b[j])
            {
                return a[i].CompareTo(b[j]);
            }
            else
            {
                i++;
                j++;
            }
        }

        return (a.Length - i).CompareTo(b.Length - j);
    }

    private static ReadOnlySpan<char> Digits(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return text.AsSpan(start, at - start).TrimStart('0');
    }
}
