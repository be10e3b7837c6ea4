using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning;

/// <summary>A kernel's taps as a nest of loops, outermost first; the packed weights lie in this order.</summary>
/// <param name="Loops">The loops.</param>
public sealed record TapNest(EquatableArray<TapLoop> Loops)
{
    /// <summary>Multiply-adds beside which an iteration's own work does not show.</summary>
    private const int EnoughForAnIteration = 32;

    /// <summary>Taps in all.</summary>
    public int Taps => Loops.Aggregate(1, (product, loop) => product * loop.Count);

    /// <summary>Drops loops of one iteration and merges neighbours that walk the input as one run.</summary>
    /// <param name="loops">The loops, outermost first.</param>
    public static TapNest Of(params TapLoop[] loops)
    {
        var merged = new List<TapLoop>();
        foreach (TapLoop loop in loops)
        {
            if (loop.Count == 1) continue;
            TapLoop? outer = merged.LastOrDefault();
            if (outer is not null && outer.InputStride == loop.Count * loop.InputStride)
                merged[merged.Count - 1] = new($"{outer.Axis}·{loop.Axis}", outer.Count * loop.Count, loop.InputStride);
            else
                merged.Add(loop);
        }

        return new(merged.ToArray());
    }

    /// <summary>The taps of a long loop that are written out: few enough for the budget, and a divisor of the loop where one is near.</summary>
    private static int RunLength(int count, int fmasPerTap, int budget)
    {
        // A tap that is much work by itself hides the loop around it.
        if (fmasPerTap >= EnoughForAnIteration) return 1;
        int most = Math.Max(1, Math.Min(count, Math.Min(8, budget / fmasPerTap)));
        for (int run = most; run > most / 2; run--)
            if (count % run == 0) return run;
        return most;
    }

    /// <summary>
    /// Splits the nest for a budget: the innermost loops become straight-line code as far as it reaches, the outermost stay loops.
    /// Where even the innermost loop is too long, a run of its taps is written out and the loop repeats the run.
    /// </summary>
    /// <param name="fmasPerTap">Vector multiply-adds of one tap.</param>
    /// <param name="budget">Multiply-adds of one straight-line body.</param>
    /// <returns>The loops that stay, the input offsets of the straight-line taps, and those of a remaining, shorter run.</returns>
    public UnrolledTaps Unroll(int fmasPerTap, int budget)
    {
        int[] straight = [0];
        int depth = Loops.Count;
        while (depth > 0 && (long)straight.Length * Loops[depth - 1].Count * fmasPerTap <= budget)
        {
            TapLoop loop = Loops[--depth];
            straight = [.. Enumerable.Range(0, loop.Count).SelectMany(i => straight.Select(offset => i * loop.InputStride + offset))];
        }

        TapLoop[] rolled = [.. Loops.Take(depth)];
        if (straight.Length > 1 || depth == 0) return new(rolled, straight, []);

        // One tap of the innermost loop was all that fitted: write out a run of it instead of one tap an iteration.
        TapLoop innermost = rolled[depth - 1];
        int run = RunLength(innermost.Count, fmasPerTap, budget);
        rolled[depth - 1] = new(run == 1 ? innermost.Axis : $"{innermost.Axis} by {run}", innermost.Count / run, innermost.InputStride * run);
        int[] Run(int count) => [.. Enumerable.Range(0, count).Select(i => i * innermost.InputStride)];
        return new(rolled, Run(run), Run(innermost.Count % run));
    }
}
