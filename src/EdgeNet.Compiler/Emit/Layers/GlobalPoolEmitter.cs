using EdgeNet.Compiler.Emit.Tiles;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>The average or maximum of each channel where its rows lie together: vectors along the rows, then across their lanes.</summary>
internal static class GlobalPoolEmitter
{
    public static void Emit(EmitContext context, PoolStep step)
    {
        string name = context.Kernels.Add(context.MethodName(step), $"{step.Name}: {step.Kind}, vectors over output width.", "ref float x, ref float y",
            writer => Write(context, step, writer));
        context.Call(name, context.Reference(step.Input), context.Reference(step.Output));
    }

    private static void Write(EmitContext context, PoolStep step, SourceWriter writer)
    {
        TensorLayout input = step.Input.Layout;
        string vector = context.Vector;
        int lanes = context.Width.Lanes;
        // Rows without gaps are one row.
        bool dense = input.RowStride == input.Width || input.Height == 1;
        int rows = dense ? 1 : input.Height, width = dense ? input.Width * input.Height : input.Width;
        int whole = input.ColumnStride == 1 ? width / lanes * lanes : 0;
        string start = step.IsMax ? "float.NegativeInfinity" : "0f";
        TileLoop channels = TileLoop.Of("c", Invariant($"{input.Channels}"),
            ("x", Invariant($"{input.ChannelStride}")), ("y", Invariant($"{step.Output.Layout.ChannelStride}")));
        TileLoop.Write(writer, [channels], at =>
        {
            string xc = at("x");
            if (whole > 0) writer.Line($"var a = {vector}.Create({start});");
            writer.Line($"float r = {start};");
            TileLoop[] loops =
            [
                TileLoop.Of("z", Invariant($"{input.Depth}"), (xc, Invariant($"{input.DepthStride}"))),
                TileLoop.Of("y", Invariant($"{rows}"), (xc, Invariant($"{input.RowStride}"))),
            ];
            TileLoop.Write(writer, loops, row =>
            {
                if (whole > 0)
                {
                    using (writer.BeginBlock($"for (nint i = 0; i < {whole}; i += {lanes})"))
                    {
                        string load = $"{vector}.LoadUnsafe(ref Unsafe.Add(ref {row(xc)}, i))";
                        if (step.IsMax) writer.Line($"var tap = {load};");
                        writer.Line(step.IsMax ? $"a = {Max(vector, "a", "tap")};" : $"a += {load};");
                    }
                }

                if (whole == width) return;
                using (writer.BeginBlock($"for (nint i = {whole}; i < {width}; i++)"))
                {
                    string element = $"Unsafe.Add(ref {row(xc)}, {Sum(("i", input.ColumnStride))})";
                    writer.Line(step.IsMax ? $"r = MathF.Max(r, {element});" : $"r += {element};");
                }
            });
            if (whole > 0 && step.IsMax)
            {
                for (int i = 0; i < lanes; i++) writer.Line(Invariant($"r = MathF.Max(r, a.GetElement({i}));"));
            }
            else if (whole > 0)
            {
                writer.Line($"r += {vector}.Sum(a);");
            }

            writer.Line($"{at("y")} = {(step.Counts?.Uniform is { } count ? $"r * {Literal(1f / count)}" : "r")};");
        });
    }
}
