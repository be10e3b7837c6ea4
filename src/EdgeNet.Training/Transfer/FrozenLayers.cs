using EdgeNet.Compiler.Graph;
using EdgeNet.Safety;

namespace EdgeNet.Training.Transfer;

/// <summary>
/// Which layers are frozen, as text: patterns with commas between them. NAME is a layer, with * for any characters; until:NAME are all
/// layers up to one, that one among them; except:PATTERN takes layers away again, from all where it comes first. Only layers whose weights
/// were kept are frozen by a pattern with *, until: or except:.
/// </summary>
public static class FrozenLayers
{
    private const string Until = "until:";
    private const string Except = "except:";
    private const int MostNamed = 12;

    /// <summary>Finds the layers.</summary>
    /// <param name="text">The patterns.</param>
    /// <param name="graph">The network.</param>
    /// <param name="transfer">Which weights were kept.</param>
    /// <exception cref="TrainingException">
    /// A pattern fits no layer, a layer that is named has random weights, or no layer is left.
    /// </exception>
    public static IReadOnlyCollection<string> Find(string text, NetworkGraph graph, WeightTransfer transfer)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(transfer);
        var frozen = new HashSet<string>(StringComparer.Ordinal);
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts is [var first, ..] && first.StartsWith(Except, StringComparison.Ordinal)) parts = ["*", .. parts];
        foreach (string part in parts)
        {
            if (part.StartsWith(Except, StringComparison.Ordinal))
                frozen.ExceptWith(Matching(part[Except.Length..], graph, transfer, part).Select(l => l.Layer));
            else
                frozen.UnionWith(Matching(part, graph, transfer, part).Where(l => l.IsKept).Select(l => l.Layer));
        }

        if (frozen.Count > 0) return frozen;
        string[] kept = [.. transfer.Layers.Where(l => l.IsKept).Select(l => l.Layer)];
        throw new TrainingException(
            $"'{PlainText.Shorten(text, 80)}': expected layers with kept weights, found none to freeze; kept are {List(kept)}");
    }

    /// <summary>Refuses patterns that fit no layer, before there are weights.</summary>
    /// <param name="text">The patterns.</param>
    /// <param name="graph">The network.</param>
    /// <param name="added">Layers that are put behind the network's own.</param>
    /// <exception cref="TrainingException">A pattern fits no layer.</exception>
    public static void Check(string text, NetworkGraph graph, IReadOnlyCollection<string> added)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(added);
        string[] layers = [.. WeightedLayer.Of(graph).Select(l => l.Name).Union(added)];
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string pattern = part.StartsWith(Except, StringComparison.Ordinal) ? part[Except.Length..] : part;
            bool fits = pattern.StartsWith(Until, StringComparison.Ordinal)
                ? graph.Nodes.Select(n => n.Name).Concat(added).Contains(pattern[Until.Length..])
                : Array.Exists(layers, layer => Fits(pattern, layer));
            if (!fits) throw NoLayer(part, layers);
        }
    }

    private static IEnumerable<LayerTransfer> Matching(string pattern, NetworkGraph graph, WeightTransfer transfer, string part)
    {
        string[] names = [.. transfer.Layers.Select(l => l.Layer)];
        if (pattern.StartsWith(Until, StringComparison.Ordinal))
        {
            string name = pattern[Until.Length..];
            HashSet<string> before = [.. graph.Nodes.Select(n => n.Name).TakeWhile(n => n != name), name];
            return graph.Nodes.Any(n => n.Name == name) ? transfer.Layers.Where(l => before.Contains(l.Layer)) : throw NoLayer(part, names);
        }

        LayerTransfer[] matching = [.. transfer.Layers.Where(l => Fits(pattern, l.Layer))];
        if (matching.Length == 0) throw NoLayer(part, names);
        if (!pattern.Contains('*', StringComparison.Ordinal) && !matching[0].IsKept && part == pattern)
            throw new TrainingException($"'{part}': that layer starts from random weights; frozen, it would stay random.");
        return matching;
    }

    /// <summary>Whether a name fits a pattern, in which * stands for any characters.</summary>
    internal static bool Fits(string pattern, string name)
    {
        // Where a later star was met, what stands between the two is settled: only the last star's share can still grow.
        int p = 0, n = 0, star = -1, mark = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = n;
            }
            else if (p < pattern.Length && pattern[p] == name[n])
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    private static TrainingException NoLayer(string part, string[] layers) => new(
        $"'{PlainText.Shorten(part, 80)}': there is no such layer with weights; there are {List(layers)}");

    private static string List(string[] layers) => string.Join(", ", layers.Take(MostNamed))
        + (layers.Length > MostNamed ? FormattableString.Invariant($" and {layers.Length - MostNamed} more.") : ".");
}
