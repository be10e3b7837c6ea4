using EdgeNet.Compiler.Emit.Tiles;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>
/// Depthwise convolution vectorized over channels. A tile is R rows × P columns of one vector of channels: an input element is loaded once for all
/// pixels of the tile whose windows hold it. Where the registers allow, all weights stay in them along a row of tiles. Rows and columns that no full
/// tile covers get smaller ones, rows in a method of their own; channels that fill no last vector are computed by one that overlaps the vector before.
/// </summary>
internal sealed class ConvDepthwiseEmitter
{
    private readonly EmitContext _context;
    private readonly ConvDepthwiseStep _step;
    private readonly Window _window;
    private readonly int _lanes;
    private readonly string _vector;

    private ConvDepthwiseEmitter(EmitContext context, ConvDepthwiseStep step)
    {
        _context = context;
        _step = step;
        _window = step.Window;
        // Fewer channels than lanes take narrower vectors; the planner sees to it that there are enough for the narrowest.
        _lanes = context.Width.Lanes;
        while (_lanes > step.Channels) _lanes /= 2;
        _vector = Invariant($"Vector{_lanes * 32}");
    }

    public static void Emit(EmitContext context, ConvDepthwiseStep step) => new ConvDepthwiseEmitter(context, step).Emit();

    private void Emit()
    {
        TensorLayout output = _step.Output.Layout;
        DepthwiseTile tile = _context.Plan.Options.DepthwiseTile is { } choose
            ? choose(new(output.Height, output.Width))
            : DepthwiseCost.Tile(_context.Width, _step.Input.Layout, output, _window);
        EmitRows(tile, 0, output.Height / tile.Rows);
        int rest = output.Height % tile.Rows;
        if (rest > 0) EmitRows(DepthwiseCost.OfRows(_context.Width, rest, output.Width, _window).Tile, output.Height - rest, 1);
    }

    /// <summary>Emits rows of tiles from an output row on.</summary>
    private void EmitRows(DepthwiseTile tile, int first, int count)
    {
        TensorLayout input = _step.Input.Layout, output = _step.Output.Layout;
        int channels = _step.Channels, whole = channels / _lanes, inputRow = _window.Stride[1] * input.RowStride;
        string method = _context.MethodName(_step, Invariant($"_{tile.Rows}x{tile.Columns}"));
        string name = _context.Kernels.Add(
            method,
            Invariant($"{_step.Name}: tiles of {_lanes} channels × {Pixels(tile)}; {_step.Summary}."),
            "ref float x, ref float w, ref float b, ref float y",
            writer =>
            {
                TileLoop[] rows =
                [
                    TileLoop.Of("oz", Invariant($"{output.Depth}"), ("x", Invariant($"{_window.Stride[0] * input.DepthStride}")), ("y", Invariant($"{output.DepthStride}"))),
                    TileLoop.Of("oy", Invariant($"{count}"), ("x", Invariant($"{tile.Rows * inputRow}")), ("y", Invariant($"{tile.Rows * output.RowStride}"))),
                ];
                TileLoop.Write(writer, rows, at =>
                {
                    string x = at("x"), y = at("y");
                    string[] moved = [x, "w", "b", y];
                    TileLoop blocks = TileLoop.Of("c", Invariant($"{whole}"), [.. moved.Select(r => (r, Invariant($"{_lanes}")))]);
                    using (whole == 1 && channels > _lanes ? writer.BeginBlock("") : null)
                        TileLoop.Write(writer, [blocks], block => WriteRow(method, writer, tile, block(x), block("w"), block("b"), block(y)));
                    if (channels % _lanes == 0) return;
                    using (writer.BeginBlock("// The last channels."))
                    {
                        foreach (string r in moved) writer.Line(Invariant($"ref float {r}_l = ref Unsafe.Add(ref {r}, {channels - _lanes});"));
                        WriteRow(method, writer, tile, x + "_l", "w_l", "b_l", y + "_l");
                    }
                });
            });
        _context.Call(name, Shift(_context.Reference(_step.Input), first * inputRow), _context.Weights(_step.WeightOffset), _context.Weights(_step.BiasOffset),
            Shift(_context.Reference(_step.Output), first * output.RowStride));
    }

    /// <summary>Writes a row of tiles of one vector of channels.</summary>
    private void WriteRow(string method, SourceWriter writer, DepthwiseTile tile, string x, string w, string b, string y)
    {
        TensorLayout input = _step.Input.Layout, output = _step.Output.Layout;
        bool held = DepthwiseCost.HoldsWeights(_context.Width, tile, output.Width, _window.Taps);
        if (held)
        {
            for (int t = 0; t < _window.Taps; t++) writer.Line(Invariant($"var w{t} = {Load(_vector, w, t * _step.Channels)};"));
        }

        int pixels = tile.Columns, tiles = output.Width / pixels, rest = output.Width % pixels;
        TileLoop columns = TileLoop.Of("ox", Invariant($"{tiles}"),
            (x, Invariant($"{pixels * _window.Stride[2] * input.ColumnStride}")), (y, Invariant($"{pixels * output.ColumnStride}")));
        using (tiles == 1 && rest > 0 ? writer.BeginBlock("") : null)
            TileLoop.Write(writer, [columns], at => WriteTile(method, writer, tile, held, at(x), w, b, at(y)));
        if (rest == 0) return;
        using (writer.BeginBlock("// The last columns."))
        {
            writer.Line(Invariant($"ref float x_r = ref Unsafe.Add(ref {x}, {tiles * pixels * _window.Stride[2] * input.ColumnStride});"));
            writer.Line(Invariant($"ref float y_r = ref Unsafe.Add(ref {y}, {tiles * pixels * output.ColumnStride});"));
            WriteTile(method, writer, tile with { Columns = rest }, held, "x_r", w, b, "y_r");
        }
    }

    private void WriteTile(string method, SourceWriter writer, DepthwiseTile tile, bool held, string x, string w, string b, string y)
    {
        TensorLayout input = _step.Input.Layout, output = _step.Output.Layout;
        (int Row, int Column)[] pixels = [.. from r in Enumerable.Range(0, tile.Rows) from p in Enumerable.Range(0, tile.Columns) select (r, p)];
        string[] accumulators = [.. pixels.Select((_, i) => Invariant($"a{i}"))];
        writer.Line($"var a0 = {Load(_vector, b, 0)};");
        foreach (string a in accumulators.Skip(1)) writer.Line($"var {a} = a0;");

        // An element of the nest is a kernel row: its taps and the tile's pixels meet in input elements.
        int width = _window.Kernel[2];
        TapNest nest = TapNest.Of(
            new TapLoop("kz", _window.Kernel[0], _window.Dilation[0] * input.DepthStride), new TapLoop("ky", _window.Kernel[1], _window.Dilation[1] * input.RowStride));
        UnrolledTaps rows = _context.Unrolled(nest, pixels.Length * width, _context.FmaBudget);
        TapLoops.Write(_context, method, new KernelShape(shared: false), writer, rows, w, x, width * _step.Channels, accumulators, "", (writer, offsets, wt, xk) =>
        {
            // A weight has a register from its first use on.
            bool kept = held || DepthwiseCost.KeepsKernelRow(_context.Width, tile, width);
            var meets = from row in Enumerable.Range(0, offsets.Count) from i in Enumerable.Range(0, pixels.Length) from kx in Enumerable.Range(0, width)
                        group (Pixel: i, Tap: row * width + kx) by offsets[row] + pixels[i].Row * _window.Stride[1] * input.RowStride
                            + (pixels[i].Column * _window.Stride[2] + kx * _window.Dilation[2]) * input.ColumnStride;
            var loaded = new HashSet<int>();
            using SourceWriter.Block scope = writer.BeginBlock("");
            writer.Line($"{_vector}<float> s;");
            foreach (var element in meets.OrderBy(g => g.Key))
            {
                writer.Line($"s = {Load(_vector, xk, element.Key)};");
                foreach (var (i, tap) in element)
                {
                    if (kept && !held && loaded.Add(tap)) writer.Line(Invariant($"var w{tap} = {Load(_vector, wt, tap * _step.Channels)};"));
                    string weight = kept ? Invariant($"w{tap}") : Load(_vector, wt, tap * _step.Channels);
                    writer.Line(Invariant($"a{i} = {_vector}.MultiplyAddEstimate(s, {weight}, a{i});"));
                }
            }
        }, _vector, pixels.Length * width);
        for (int i = 0; i < pixels.Length; i++)
        {
            string a = TileFinish.Write(writer, _vector, [Invariant($"a{i}")], _step.Layer.Activation);
            Store(writer, _lanes, a, _lanes, y, pixels[i].Row * output.RowStride + pixels[i].Column * output.ColumnStride);
        }
    }

    private static string Pixels(DepthwiseTile tile) => tile.Rows == 1
        ? Invariant($"{tile.Columns} columns")
        : Invariant($"{tile.Rows} rows × {tile.Columns} columns");
}
