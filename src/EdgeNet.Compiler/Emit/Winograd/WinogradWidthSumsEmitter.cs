using EdgeNet.Compiler.Emit.Tiles;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Winograd;

/// <summary>
/// Sums products vectorized over output width: for each product a tile of F filters × X vectors of columns (each of them as many vectors as
/// are pooled) stays in registers over all taps; a tap loads the columns and broadcasts one weight a filter.
/// </summary>
/// <param name="context">The plan and the methods.</param>
/// <param name="step">The convolution.</param>
internal sealed class WinogradWidthSumsEmitter(EmitContext context, ConvWinogradWidthStep step)
{
    private readonly TensorLayout _input = step.TransformedLayout;
    private readonly int _lanes = context.Width.Lanes;

    /// <summary>Adds the method for a register tile.</summary>
    /// <param name="filters">Filters.</param>
    /// <param name="vectors">Vectors of a row of outputs.</param>
    /// <returns>Its name.</returns>
    public string Add(int filters, int vectors)
    {
        int accumulators = filters * vectors * step.PooledVectors;
        // With phases a kernel row's taps do not lie at equal distances: the row is then one element of the nest.
        TapLoop[] outer = [.. step.TapOrder().Select(t => t.Loop)];
        int kernel = step.Window.Kernel[2];
        int[] columns = step.Phases == 1 ? [0] : [.. Enumerable.Range(0, kernel)];
        TapNest nest = step.Phases == 1 ? TapNest.Of([.. outer, new TapLoop("kx", kernel, 1)]) : TapNest.Of(outer);
        UnrolledTaps taps = context.Unrolled(nest, accumulators * columns.Length, context.FmaBudget);
        string method = context.MethodName(step, Invariant($"_products_{filters}x{vectors}"));
        var shape = new KernelShape(shared: false);
        TileLoop[] loops =
        [
            TileLoop.Of("g", shape.Of("products", step.Tile.Products), ("v", shape.Of("productInput", step.ProductDistance)),
                ("w", shape.Of("productWeights", step.Layer.Filters * step.Taps)), ("m", shape.Of("productSums", accumulators * _lanes))),
        ];
        return context.Kernels.Add(
            method,
            Invariant($"{step.Name}: products of {filters} filters × {vectors * _lanes} {(step.PooledVectors > 1 ? "pooled columns" : "columns")}; {taps.Describe(columns.Length)}."),
            "ref float v, ref float w, ref float m",
            writer => TileLoop.Write(writer, loops, at =>
            {
                WriteSums(method, shape, writer, filters, vectors, taps, columns, at("v"), at("w"));
                for (int i = 0; i < accumulators; i++)
                    writer.Line(Invariant($"{Accumulator(i, vectors)}.StoreUnsafe(ref {at("m")}, {i * _lanes});"));
            }));
    }

    private string Accumulator(int index, int vectors) => Invariant($"a{index / (vectors * step.PooledVectors)}_{index % (vectors * step.PooledVectors)}");

    private void WriteSums(
        string method, KernelShape shape, SourceWriter writer, int filters, int vectors, UnrolledTaps taps, int[] columns, string v, string w)
    {
        string vector = context.Vector;
        int pooled = vectors * step.PooledVectors;
        string[] accumulators = [.. Enumerable.Range(0, filters * pooled).Select(i => Accumulator(i, vectors))];
        // Where all taps are straight-line the first starts the sums.
        bool starts = taps.Rolled.Count == 0 && context.Plan.Unroll != Unroll.Full;
        if (starts) writer.Line($"{vector}<float> {string.Join(", ", accumulators)};");
        else foreach (string a in accumulators) writer.Line($"var {a} = {vector}<float>.Zero;");
        // Columns that the next tap reads too stay in their registers where these are many.
        int slots = Math.Max(pooled, context.Width.Registers - accumulators.Length - 2);
        TapLoops.Write(context, method, shape, writer, taps, w, v, columns.Length, accumulators, $"{vector}<float> s;", (writer, offsets, wt, xk) =>
        {
            int[] uses = [.. from offset in offsets from column in columns from p in Enumerable.Range(0, pooled) select offset + VectorOffset(p, column)];
            IReadOnlyList<(int Slot, bool Load)> loaded = ReuseSlots.Assign(uses, pooled, slots);
            using SourceWriter.Block scope = writer.BeginBlock("");
            writer.Line($"{vector}<float> {string.Join(", ", ReuseSlots.Used(loaded).Select(x => Invariant($"x{x}")))};");
            for (int t = 0; t < offsets.Count * columns.Length; t++)
            {
                int first = t * pooled;
                string loads = string.Join(" ", Enumerable.Range(first, pooled).Where(i => loaded[i].Load)
                    .Select(i => Invariant($"x{loaded[i].Slot} = {Load(vector, xk, uses[i])};")));
                if (loads.Length > 0) writer.Line(loads);
                for (int f = 0; f < filters; f++)
                {
                    writer.Line(Invariant($"s = {vector}.Create({Element(wt, f * step.Taps + t)}); ") + string.Join(" ", Enumerable.Range(0, pooled).Select(p =>
                        Sum(Accumulator(f * pooled + p, vectors), Invariant($"x{loaded[first + p].Slot}"), starts && t == 0))));
                }
            }
        });

        string Sum(string a, string x, bool isFirst) => isFirst ? $"{a} = {x} * s;" : $"{a} = {vector}.MultiplyAddEstimate({x}, s, {a});";
    }

    /// <summary>Where a vector's columns lie for a kernel column: p counts vectors, and within each those that are pooled.</summary>
    private int VectorOffset(int p, int column)
    {
        int within = p % step.PooledVectors, slice = within / step.Phases, padded = within % step.Phases + column;
        return slice * _input.DepthStride + padded % step.Phases * _input.Width + padded / step.Phases + p / step.PooledVectors * _lanes;
    }
}
