using EdgeNet.Compiler.Emit.Tiles;
using EdgeNet.Compiler.Emit.Winograd;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>
/// Convolution by Winograd's algorithm vectorized over output width: for each row of tiles one call that transforms its input, and one for each
/// shape of register tiles, which sum products and transform them to outputs in turn, so that the sums stay in the L1 cache.
/// </summary>
internal sealed class ConvWinogradWidthEmitter
{
    private readonly EmitContext _context;
    private readonly ConvWinogradWidthStep _step;
    private readonly TensorLayout _output;
    private readonly int _lanes;

    private ConvWinogradWidthEmitter(EmitContext context, ConvWinogradWidthStep step)
    {
        _context = context;
        _step = step;
        _output = step.Output.Layout;
        _lanes = context.Width.Lanes;
    }

    public static void Emit(EmitContext context, ConvWinogradWidthStep step) => new ConvWinogradWidthEmitter(context, step).Emit();

    private void Emit()
    {
        // Rows of tiles that hang over no edge run in a loop; the last one may follow.
        int tile = _step.Tile.Vertical.Outputs, pool = _step.Pool.Kernel[1], height = _output.Height * pool, whole = height / tile;
        if (whole > 1)
        {
            using (_context.Infer.BeginBlock(Invariant($"for (nint r = 0; r < {whole}; r++)")))
            {
                WriteRow(tile, Shifted(_context.Reference(_step.Input), "r", tile * _step.Input.Layout.RowStride),
                    Shifted(_context.Reference(_step.Output), "r", tile / pool * _output.RowStride));
            }
        }
        else if (whole == 1)
        {
            WriteRow(tile, _context.Reference(_step.Input), _context.Reference(_step.Output));
        }

        if (height % tile == 0) return;
        int row = _step.Overlaps ? height - tile : whole * tile;
        WriteRow(Math.Min(tile, height - row), Shift(_context.Reference(_step.Input), row * _step.Input.Layout.RowStride),
            Shift(_context.Reference(_step.Output), row / pool * _output.RowStride));
    }

    private void WriteRow(int height, string input, string output)
    {
        _context.Call(new WinogradWidthInputEmitter(_context, _step).Add(), input, _context.Reference(_step.Transformed));
        RegisterTile tile = _step.Registers(_context.Width);
        int filters = _step.Layer.Filters, whole = filters / tile.Vectors, rest = filters % tile.Vectors;
        WriteColumns(tile.Vectors, 0, whole, tile.Pixels, height, output);
        if (rest > 0) WriteColumns(rest, whole * tile.Vectors, 1, tile.Pixels, height, output);
        if (_step.Layer.Activation.IsExpensive)
            ActivateEmitter.EmitInPlace(_context, _step, _step.Layer.Activation, output, _output.Volume with { Height = height / _step.Pool.Kernel[1] }, _output);
    }

    private void WriteColumns(int filters, int firstFilter, int filterTiles, int vectors, int height, string output)
    {
        int columns = _context.Width.Vectors(_output.Width);
        // Only the last vector of a row can hang over its end; where rows are at a pitch it may.
        bool exact = _output.RowStride < columns * _lanes && _output.Width % _lanes != 0;
        int whole = (exact ? columns - 1 : columns) / vectors, next = whole * vectors;
        if (whole > 0) WriteTiles(filters, firstFilter, filterTiles, vectors, 0, whole, height, output);
        if (next < columns) WriteTiles(filters, firstFilter, filterTiles, columns - next, next, 1, height, output);
    }

    private void WriteTiles(int filters, int firstFilter, int filterTiles, int vectors, int firstVector, int columnTiles, int height, string output)
    {
        var shape = new KernelShape(shared: false);
        TileLoop[] loops =
        [
            TileLoop.Of("f", shape.Of("filterTiles", filterTiles), ("w", shape.Of("tileWeights", filters * _step.Taps)), ("b", Invariant($"{filters}")),
                ("y", shape.Of("tileChannels", filters * _output.ChannelStride))),
            TileLoop.Of("oz", shape.Of("slices", _output.Depth), ("v", shape.Of("sliceInput", _step.Pool.Kernel[0] * _step.TransformedLayout.DepthStride)), ("y", shape.Of("sliceOutput", _output.DepthStride))),
            TileLoop.Of("ox", shape.Of("tiles", columnTiles), ("v", Invariant($"{vectors * _lanes}")), ("y", Invariant($"{vectors * _lanes}"))),
        ];
        string products = new WinogradWidthSumsEmitter(_context, _step).Add(filters, vectors);
        string outputs = new WinogradWidthOutputEmitter(_context, _step).Add(filters, vectors, height, firstVector);
        string name = _context.Kernels.Add(
            _context.MethodName(_step, Invariant($"_{filters}x{vectors}{(firstFilter > 0 || firstVector > 0 ? "_rest" : "")}")),
            Invariant($"{_step.Name}: a row of tiles, {filters} filters × {vectors * _lanes} {(_step.PooledVectors > 1 ? "pooled columns" : "columns")} at a time."),
            "ref float v, ref float w, ref float b, ref float m, ref float y",
            writer => TileLoop.Write(writer, loops, at =>
            {
                writer.Line($"{products}(ref {at("v")}, ref {at("w")}, ref m);");
                writer.Line($"{outputs}(ref m, ref {at("b")}, ref {at("y")});");
            }));
        _context.Call(name, Shift(_context.Reference(_step.Transformed), firstVector * _lanes),
            _context.Weights(_step.WeightOffset + firstFilter * _step.Taps), _context.Weights(_step.BiasOffset + firstFilter), _context.Reference(_step.Sums),
            Shift(output, firstFilter * _output.ChannelStride + firstVector * _lanes));
    }
}
