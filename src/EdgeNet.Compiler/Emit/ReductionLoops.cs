using EdgeNet.Compiler.Planning;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit;

/// <summary>Writes loops that gather the elements of axes into an accumulator, with lanes over what is gathered or beside it.</summary>
internal static class ReductionLoops
{
    /// <summary>Elements added one after the other, at most, before the sum goes to another accumulator: rounding errors grow with the run.</summary>
    private const int LongestRun = 256;

    /// <summary>Gathers with lanes over the innermost loop, or with single elements where it is strided, into a float.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <param name="lanes">Lanes of the widest vector.</param>
    /// <param name="nest">The loops over what is gathered; their first stride counts.</param>
    /// <param name="reference">The first element.</param>
    /// <param name="name">The accumulator, which is declared.</param>
    /// <param name="how">How elements are gathered.</param>
    public static void Across(SourceWriter writer, int lanes, StridedNest nest, string reference, string name, Accumulation how)
    {
        StridedLoop run = nest.Innermost;
        if (run.Strides[0] != 1 && run.Count > 1) lanes = 1;
        string[] vectors = [.. LaneRuns.Vectors(lanes, run.Count)];
        foreach (string vector in vectors) writer.Line($"var {name}_{vector} = {vector}.Create({how.Start});");
        writer.Line($"float {name} = {how.Start};");
        using (NestLoops loops = NestLoops.Begin(writer, FirstStrides(nest.Outer), [reference], name + "_n"))
        {
            LaneRuns.Write(writer, lanes, run.Count, (vector, i) =>
            {
                string at = i == "0" ? loops.References[0] : $"Unsafe.Add(ref {loops.References[0]}, {Sum((i, run.Strides[0]))})";
                writer.Line(vector is null ? $"float v = {at};" : $"var v = {vector}.LoadUnsafe(ref {at});");
                string sum = vector is null ? name : $"{name}_{vector}";
                writer.Line($"{sum} = {how.Join(vector, sum, how.Element(vector, "v"))};");
            });
        }

        Fold(writer, vectors, name, how);
    }

    /// <summary>Gathers with lanes over elements that are not gathered together, into a vector or, without one, into a float.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <param name="vector">The vector's class, or null.</param>
    /// <param name="nest">The loops over what is gathered; their first stride counts.</param>
    /// <param name="reference">The first element.</param>
    /// <param name="name">The accumulator, which is declared.</param>
    /// <param name="how">How elements are gathered.</param>
    public static void Beside(SourceWriter writer, string? vector, StridedNest nest, string reference, string name, Accumulation how)
    {
        string start = vector is null ? how.Start : $"{vector}.Create({how.Start})";
        StridedLoop[] loops = [.. FirstStrides(nest.Loops).SelectMany(Parts)];
        writer.Line($"var {name} = {start};");
        using NestLoops outer = NestLoops.Begin(writer, loops.Take(loops.Length - 1), [reference], name + "_n");
        bool parts = loops.Length > 1;
        string sum = parts ? name + "_part" : name;
        if (parts) writer.Line($"var {sum} = {start};");
        StridedLoop run = loops[loops.Length - 1];
        using (writer.BeginBlock(Invariant($"for (nint k = 0; k < {run.Count}; k++)")))
        {
            string at = $"Unsafe.Add(ref {outer.References[0]}, {Sum(("k", run.Strides[0]))})";
            writer.Line(vector is null ? $"float v = {at};" : $"var v = {vector}.LoadUnsafe(ref {at});");
            writer.Line($"{sum} = {how.Join(vector, sum, how.Element(vector, "v"))};");
        }

        if (parts) writer.Line($"{name} = {how.Join(vector, name, sum)};");
    }

    /// <summary>Joins the accumulators of every width into the float.</summary>
    private static void Fold(SourceWriter writer, string[] vectors, string name, Accumulation how)
    {
        string? carried = null;
        for (int lanes = 16; lanes >= 4; lanes /= 2)
        {
            string vector = Invariant($"Vector{lanes * 32}"), own = $"{name}_{vector}";
            string? value = vectors.Contains(vector) ? carried is null ? own : how.Join(vector, own, carried) : carried;
            if (value is null) continue;
            if (lanes == 4)
            {
                writer.Line($"var {name}_lanes = {value};");
                for (int i = 0; i < 4; i++) writer.Line($"{name} = {how.Join(null, name, $"{name}_lanes.GetElement({i})")};");
            }
            else
            {
                writer.Line($"var {name}_{lanes / 2} = {value};");
                carried = how.Join(Invariant($"Vector{lanes * 16}"), $"{name}_{lanes / 2}.GetLower()", $"{name}_{lanes / 2}.GetUpper()");
                writer.Line($"var {name}_half{lanes / 2} = {carried};");
                carried = Invariant($"{name}_half{lanes / 2}");
            }
        }
    }

    private static IEnumerable<StridedLoop> FirstStrides(IEnumerable<StridedLoop> loops) => loops.Select(l => new StridedLoop(l.Count, new[] { l.Strides[0] }));

    /// <summary>A long loop as two, where a divisor is near.</summary>
    private static IEnumerable<StridedLoop> Parts(StridedLoop loop)
    {
        int inner = Enumerable.Range(LongestRun / 4, LongestRun * 3 / 4 + 1).LastOrDefault(d => loop.Count % d == 0);
        if (loop.Count <= LongestRun || inner == 0) return [loop];
        return [new(loop.Count / inner, new[] { loop.Strides[0] * inner }), new(inner, loop.Strides)];
    }
}
