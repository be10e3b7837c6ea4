using EdgeNet.Compiler.Emit.Tiles;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.ActivationText;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>
/// A dense layer vectorized over outputs. A tile of V vectors of outputs runs over all features once, broadcasting one feature at a
/// time over V vectors of weights; few outputs get partial sums, each over every so many features, that hide the latency.
/// </summary>
internal static class DenseEmitter
{
    public static void Emit(EmitContext context, DenseStep step)
    {
        int lanes = context.Width.Lanes, units = step.Layer.Units;
        int vectors = context.Width.Vectors(units);
        var (tile, sums) = CostModel.DenseTile(context.Width, vectors, step.Features);
        int fullTiles = units / lanes / tile;
        if (fullTiles > 0) EmitTiles(context, step, 0, fullTiles, tile, sums, tile * lanes);
        int rest = vectors - fullTiles * tile;
        if (rest > 0) EmitTiles(context, step, fullTiles * tile, 1, rest, sums, units - fullTiles * tile * lanes);
    }

    private static void EmitTiles(EmitContext context, DenseStep step, int firstVector, int tiles, int vectors, int sums, int units)
    {
        int lanes = context.Width.Lanes, features = step.Features;
        UnrolledTaps taps = context.Unrolled(TapNest.Of(new TapLoop("feature", features, 1)), vectors, context.FmaBudget);
        string method = context.MethodName(step, Invariant($"_{vectors}{(firstVector > 0 || units < vectors * lanes ? "_rest" : "")}"));
        string name = context.Kernels.Add(
            method,
            Invariant($"{step.Name}: tiles of {units} outputs{(sums > 1 ? Invariant($" in {sums} partial sums") : "")}; {taps}."),
            "ref float x, ref float w, ref float b, ref float y",
            writer =>
            {
                IDisposable? loop = writer.BeginLoop("c", tiles);
                string? c = loop is null ? null : "c";
                string wc = Advance(writer, "wc", "w", (c, vectors * lanes * features));
                string bc = Advance(writer, "bc", "b", (c, vectors * lanes));
                WriteSums(context, method, writer, taps, vectors, sums, features, wc, bc);
                string yc = Advance(writer, "yc", "y", (c, vectors * lanes));
                for (int v = 0; v < vectors; v++)
                {
                    string a = Invariant($"a{v}_0");
                    if (step.Layer.Activation != default) writer.Line($"{a} = {Activate(context.Vector, step.Layer.Activation, a)};");
                    Store(writer, lanes, a, Math.Min(lanes, units - v * lanes), yc, v * lanes);
                }

                loop?.Dispose();
            });
        context.Call(name, context.Reference(step.Input), context.Weights(step.WeightOffset + Offset(firstVector, lanes, features)),
            context.Weights(step.BiasOffset + firstVector * lanes), Shift(context.Reference(step.Output), firstVector * lanes));
    }

    private static void WriteSums(
        EmitContext context, string method, SourceWriter writer, UnrolledTaps taps, int vectors, int sums, int features, string wc, string bc)
    {
        string vector = context.Vector;
        for (int v = 0; v < vectors; v++)
        {
            writer.Line($"var a{v}_0 = {Load(vector, bc, v * context.Width.Lanes)};");
            for (int s = 1; s < sums; s++) writer.Line($"var a{v}_{s} = {vector}<float>.Zero;");
        }

        string[] accumulators = [.. from v in Enumerable.Range(0, vectors) from s in Enumerable.Range(0, sums) select Invariant($"a{v}_{s}")];
        TapLoops.Write(context, method, new KernelShape(shared: false), writer, taps, wc, "x", VectorWidth.BlockLanes, accumulators, $"{vector}<float> s;", (writer, offsets, wt, xk) =>
        {
            // A reference for each block of 16 outputs keeps the loads' offsets small enough for AArch64 to load two vectors at once.
            int perBlock = VectorWidth.BlockLanes / context.Width.Lanes, blocks = context.Width.IsForArm ? (vectors + perBlock - 1) / perBlock : 1;
            SourceWriter.Block? scope = blocks > 1 ? writer.BeginBlock("") : null;
            for (int block = 1; block < blocks; block++)
                writer.Line(Invariant($"ref float wt{block} = ref Unsafe.Add(ref {wt}, {Offset(block * perBlock, context.Width.Lanes, features)});"));
            for (int t = 0; t < offsets.Count; t++)
            {
                writer.Line(Invariant($"s = {vector}.Create({Element(xk, offsets[t])}); "));
                for (int v = 0; v < vectors; v++)
                {
                    string a = Invariant($"a{v}_{t % sums}");
                    int block = blocks > 1 ? v / perBlock : 0;
                    string weights = Load(vector, block == 0 ? wt : Invariant($"wt{block}"),
                        t * VectorWidth.BlockLanes + Offset(v - block * perBlock, context.Width.Lanes, features));
                    writer.Line($"{a} = {vector}.MultiplyAddEstimate(s, {weights}, {a});");
                }
            }

            scope?.Dispose();
        });
        for (int v = 0; v < vectors; v++)
            if (sums > 1) writer.Line($"a{v}_0 = {string.Join(" + ", Enumerable.Range(0, sums).Select(s => Invariant($"a{v}_{s}")))};");
    }

    /// <summary>Where a vector's weights lie: the vectors of a block of 16 outputs stand side by side.</summary>
    private static int Offset(int vector, int lanes, int features)
    {
        int output = vector * lanes;
        return output / VectorWidth.BlockLanes * VectorWidth.BlockLanes * features + output % VectorWidth.BlockLanes;
    }
}
