using EdgeNet.Compiler.Emit.Tiles;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Winograd;

/// <summary>Transforms overlapping tiles of the input, with channels or, along columns alone, all of a row in the lanes: Bᵀ·d·B.</summary>
/// <param name="context">The plan and the methods.</param>
/// <param name="step">The convolution.</param>
internal sealed class WinogradInputEmitter(EmitContext context, ConvWinogradStep step)
{
    private readonly TensorLayout _input = step.Input.Layout;

    /// <summary>Input elements from a row of a phase to the next.</summary>
    private int RowInput => step.Tile.RowStride * _input.RowStride;

    /// <summary>Adds the method for some rows of tiles.</summary>
    /// <param name="rows">Rows of tiles.</param>
    /// <returns>Its name, and what follows the references to input and output in a call.</returns>
    public (string Name, string[] Arguments) Add(int rows)
    {
        TensorLayout output = step.TransformedLayout(rows);
        var shape = new KernelShape(context.Plan.SharesKernels);
        List<TileLoop> loops =
        [
            TileLoop.Of("z", shape.Of("slices", step.InputSlices), ("x", shape.Of("sliceInput", _input.DepthStride)), ("v", shape.Of("sliceOutput", output.DepthStride))),
            TileLoop.Of("ty", shape.Of("tileRows", rows),
                ("x", shape.Of("tileRowInput", step.Tile.Vertical.Outputs * RowInput)), ("v", shape.Of("rowOutput", output.RowStride))),
        ];
        // Along columns alone all of a row is transformed alike, channel by channel where these lie apart.
        int run = step.Tile.IsVertical ? output.Width * output.ColumnStride : output.Channels;
        if (!step.Tile.IsVertical)
            loops.Add(TileLoop.Of("tx", shape.Of("tiles", output.Width), ("x", shape.Of("tileInput", step.Tile.Horizontal.Outputs * _input.ColumnStride)), ("v", shape.Of("tileOutput", output.ColumnStride))));
        else if (!output.IsChannelsLast)
            loops.Insert(0, TileLoop.Of("ic", shape.Of("channels", output.Channels), ("x", shape.Of("channelInput", _input.ChannelStride)), ("v", shape.Of("channelOutput", output.ChannelStride))));
        int phase = output.Volume.Length, product = step.Tile.RowStride * phase;
        loops.Insert(0, TileLoop.Of("p", shape.Of("phases", step.Tile.RowStride), ("x", shape.Of("phaseInput", _input.RowStride)), ("v", shape.Of("phaseOutput", phase))));
        LaneBlocks lanes = LaneBlocks.Of(context.Width, run);
        var body = new SourceWriter();
        TileLoop.Write(body, loops, at => lanes.Write(body, shape, ["x", "v"], at, (vector, r) => WriteTile(body, shape, vector, r[0], r[1], product)));
        string name = context.Kernels.Add(
            context.MethodName($"Winograd_input_{step.Tile.Vertical.Products}x{step.Tile.Horizontal.Products}", ""),
            Invariant($"Winograd's transform of input tiles, {step.Tile}."),
            "ref float x, ref float v" + shape.Parameters,
            writer =>
            {
                shape.WriteHead(writer);
                writer.Lines(body.ToString());
            });
        return (name, [.. shape.Values]);
    }

    private void WriteTile(SourceWriter writer, KernelShape shape, string vector, string x, string v, int product)
    {
        int rows = step.Tile.Vertical.Products, columns = step.Tile.Horizontal.Products;
        var map = new LinearMap(writer, vector, "t");
        double[,] down = step.Tile.Vertical.InputTransform(), across = step.Tile.Horizontal.InputTransform();
        var transformed = new string[columns][];
        var store = new ProductWalk(writer, shape, v, "v", product);
        for (int column = 0; column < columns; column++)
        {
            string at = x;
            if (shape.IsShared && column > 0)
            {
                at = Invariant($"x{column}");
                writer.Line($"ref float {at} = ref Unsafe.Add(ref {x}, {shape.Multiple(column, "columnInput", _input.ColumnStride)});");
            }

            string[] tile = [.. Enumerable.Range(0, rows).Select(row => Load(
                vector,
                shape.IsShared && row > 0 ? $"Unsafe.Add(ref {at}, {shape.Multiple(row, "rowInput", RowInput)})" : at,
                shape.IsShared ? 0 : row * RowInput + column * _input.ColumnStride))];
            if (columns == 1) map.Write(down, tile, (_, value) => Store(value));
            else transformed[column] = map.Write(down, tile);
        }

        for (int row = 0; row < rows && columns > 1; row++) map.Write(across, [.. transformed.Select(t => t[row])], (_, value) => Store(value));

        void Store(string value)
        {
            var (reference, offset) = store.Next();
            writer.Line(Invariant($"{value}.StoreUnsafe(ref {reference}, {offset});"));
        }
    }
}
