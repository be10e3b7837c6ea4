using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>
/// Matrix products vectorized over output width: a tile of R rows × V vectors of columns stays in registers over the inner axis. Columns
/// that no vector covers are taken by narrower ones, and by single elements last.
/// </summary>
internal static class MatMulEmitter
{
    private const int TileRows = 4;

    public static void Emit(EmitContext context, MatMulStep step)
    {
        string name = context.Kernels.Add(context.MethodName(step), $"{step.Name}: {step.Summary}.", "ref float x, ref float w, ref float y",
            writer => Write(context, writer, step));
        context.Call(name, [.. step.Inputs.Select(context.Reference), context.Reference(step.Output)]);
    }

    private static void Write(EmitContext context, SourceWriter writer, MatMulStep step)
    {
        using NestLoops batch = NestLoops.Begin(writer, step.Batch.Loops, ["x", "w", "y"], "n");
        WriteRows(context, writer, step, batch.References, 0, step.Rows / TileRows, TileRows);
        if (step.Rows % TileRows > 0) WriteRows(context, writer, step, batch.References, step.Rows / TileRows * TileRows, 1, step.Rows % TileRows);
    }

    /// <summary>Writes tiles of rows over all columns.</summary>
    private static void WriteRows(EmitContext context, SourceWriter writer, MatMulStep step, string[] references, int first, int tiles, int rows)
    {
        if (tiles == 0) return;
        using (writer.BeginBlock(tiles == 1 ? "" : Invariant($"for (nint r = 0; r < {tiles}; r++)")))
        {
            string? r = tiles == 1 ? null : "r";
            writer.Line($"ref float xr = ref Unsafe.Add(ref {references[0]}, {Sum((r, rows * step.Inner), ("1", first * step.Inner))});");
            writer.Line($"ref float yr = ref Unsafe.Add(ref {references[2]}, {Sum((r, rows * step.Columns), ("1", first * step.Columns))});");
            int done = 0;
            for (int lanes = context.Width.Lanes; lanes >= 4 && done < step.Columns; lanes /= 2)
            {
                int vectors = (step.Columns - done) / lanes;
                // As many vectors as leave registers for the right side's and one of the left's.
                int most = Math.Max(1, Math.Min(4, (context.Width.Registers - 1) / (rows + 1)));
                for (int tile = Math.Min(most, vectors); tile > 0; tile = Math.Min(tile - 1, vectors))
                {
                    int count = vectors / tile;
                    WriteTiles(writer, step, references[1], rows, tile, lanes, done, count);
                    done += count * tile * lanes;
                    vectors -= count * tile;
                }
            }

            if (done < step.Columns) WriteTiles(writer, step, references[1], rows, 1, 1, done, step.Columns - done);
        }
    }

    /// <summary>Writes tiles of equal width beside each other; a lane count of 1 stands for single elements.</summary>
    private static void WriteTiles(SourceWriter writer, MatMulStep step, string w, int rows, int vectors, int lanes, int first, int count)
    {
        string? vector = lanes == 1 ? null : Invariant($"Vector{lanes * 32}");
        using (writer.BeginBlock(count == 1 ? "" : Invariant($"for (nint c = 0; c < {count}; c++)")))
        {
            string? c = count == 1 ? null : "c";
            writer.Line($"ref float wk = ref Unsafe.Add(ref {w}, {Sum((c, vectors * lanes), ("1", first))});");
            writer.Line($"ref float yc = ref Unsafe.Add(ref yr, {Sum((c, vectors * lanes), ("1", first))});");
            string Zero() => vector is null ? "0f" : $"{vector}<float>.Zero";
            for (int i = 0; i < rows; i++)
                for (int v = 0; v < vectors; v++) writer.Line($"var a{i}_{v} = {Zero()};");
            using (writer.BeginBlock(Invariant($"for (nint k = 0; k < {step.Inner}; k++)")))
            {
                for (int v = 0; v < vectors; v++) writer.Line($"var w{v} = {(vector is null ? "wk" : Load(vector, "wk", v * lanes))};");
                for (int i = 0; i < rows; i++)
                {
                    string x = $"Unsafe.Add(ref xr, {Sum(("k", 1), ("1", i * step.Inner))})";
                    writer.Line(vector is null ? $"float s{i} = {x};" : $"var s{i} = {vector}.Create({x});");
                    for (int v = 0; v < vectors; v++)
                        writer.Line(vector is null ? $"a{i}_{v} += s{i} * w{v};" : $"a{i}_{v} = {vector}.MultiplyAddEstimate(s{i}, w{v}, a{i}_{v});");
                }

                writer.Line(Invariant($"wk = ref Unsafe.Add(ref wk, {step.Columns});"));
            }

            for (int i = 0; i < rows; i++)
            {
                for (int v = 0; v < vectors; v++)
                {
                    int offset = i * step.Columns + v * lanes;
                    writer.Line(vector is null ? $"{Element("yc", offset)} = a{i}_{v};" : Invariant($"a{i}_{v}.StoreUnsafe(ref yc, {offset});"));
                }
            }
        }
    }
}
