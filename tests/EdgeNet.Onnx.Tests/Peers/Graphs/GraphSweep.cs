using System.Collections.Concurrent;
using System.Text;

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>Compares many random graphs and counts what became of them.</summary>
internal static class GraphSweep
{
    /// <summary>Compares graphs until enough of them are ones that ONNX Runtime takes.</summary>
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many graphs that ONNX Runtime takes.</param>
    /// <param name="compileEvery">Of how many graphs one runs as emitted code too.</param>
    public static IReadOnlyList<GraphResult> Run(int first, int count, int compileEvery)
    {
        var results = new List<GraphResult>();
        int valid = 0, next = first;
        while (valid < count && next - first < 3 * count)
        {
            int some = Math.Min(Math.Max(16, count - valid), 1000);
            var part = new ConcurrentBag<GraphResult>();
            Parallel.For(next, next + some, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
                seed => part.Add(GraphComparison.Run(seed, seed % compileEvery == 0)));
            next += some;
            foreach (GraphResult result in part.OrderBy(r => r.Seed).Where(_ => valid < count))
            {
                results.Add(result);
                if (result.Outcome != GraphOutcome.Invalid) valid++;
            }
        }

        return results;
    }

    /// <summary>The counts by class and kind, the frequent first.</summary>
    public static string Summary(IReadOnlyList<GraphResult> results)
    {
        var text = new StringBuilder();
        foreach (var outcome in results.GroupBy(r => r.Outcome).OrderBy(g => g.Key))
        {
            text.AppendLine(FormattableString.Invariant($"{outcome.Key}: {outcome.Count()}"));
            foreach (var kind in outcome.Where(r => r.Kind.Length > 0).GroupBy(r => r.Kind).OrderByDescending(g => g.Count()))
                text.AppendLine(FormattableString.Invariant($"  {kind.Count()} × {kind.Key} (seed {kind.First().Seed})"));
        }

        return text.ToString();
    }
}
