using EdgeNet.Compiler.Emit.Tiles;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Winograd;

/// <summary>Transforms the input of a row of tiles along columns, Bᵀ·d, vectorized over output width: those of a phase side by side.</summary>
/// <param name="context">The plan and the methods.</param>
/// <param name="step">The convolution.</param>
internal sealed class WinogradWidthInputEmitter(EmitContext context, ConvWinogradWidthStep step)
{
    private readonly TensorLayout _input = step.Input.Layout;
    private readonly TensorLayout _output = step.TransformedLayout;
    private readonly LaneBlocks _lanes = LaneBlocks.Of(context.Width, step.PhaseColumns);

    /// <summary>Adds the method.</summary>
    /// <returns>Its name.</returns>
    public string Add()
    {
        var shape = new KernelShape(shared: false);
        TileLoop[] loops =
        [
            TileLoop.Of("ic", shape.Of("channels", _input.Channels), ("x", shape.Of("channelInput", _input.ChannelStride)), ("v", shape.Of("channelOutput", _output.ChannelStride))),
            TileLoop.Of("z", shape.Of("slices", step.InputSlices), ("x", shape.Of("sliceInput", _input.DepthStride)), ("v", shape.Of("sliceOutput", _output.DepthStride))),
        ];
        var map = step.Tile.Vertical.InputTransform();
        return context.Kernels.Add(
            context.MethodName(Invariant($"Winograd_columns_input_{step.Tile.Vertical.Products}"), ""),
            Invariant($"Winograd's transform of the input of a row of tiles, {step.Tile}{(step.Phases > 1 ? ", even columns parted from odd" : "")}."),
            "ref float x, ref float v",
            writer => TileLoop.Write(writer, loops, at => _lanes.Write(writer, shape, [("x", step.Phases), ("v", 1)], at, (vector, r) =>
            {
                for (int phase = 0; phase < step.Phases; phase++)
                    using (step.Phases > 1 ? writer.BeginBlock("") : null) WriteTile(writer, vector, map, phase, r[0], r[1]);
            })));
    }

    private void WriteTile(SourceWriter writer, string vector, double[,] map, int phase, string x, string v)
    {
        new LinearMap(writer, vector, "t").Write(map, [.. Enumerable.Range(0, map.GetLength(0)).Select(Columns)], (product, value) =>
            writer.Line(Invariant($"{value}.StoreUnsafe(ref {v}, {product * step.ProductDistance + phase * _output.Width});")));

        string Columns(int row)
        {
            int offset = row * _input.RowStride;
            return step.Phases == 1 ? Load(vector, x, offset)
                : $"VectorPairs.{(phase == 0 ? "Even" : "Odd")}({Load(vector, x, offset)}, {Load(vector, x, offset + _lanes.Lanes)})";
        }
    }
}
