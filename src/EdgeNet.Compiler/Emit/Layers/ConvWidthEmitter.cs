using EdgeNet.Compiler.Emit.Tiles;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>
/// Convolution vectorized over output width. A tile of F filters × X vectors of columns (each of them as many convolved vectors
/// as the fused pooling has taps) stays in registers over all taps; a tap loads the columns and broadcasts one weight a filter.
/// </summary>
internal sealed class ConvWidthEmitter
{
    private readonly EmitContext _context;
    private readonly ConvWidthStep _step;
    private readonly Window _window;
    private readonly Window _pool;
    private readonly int _lanes;
    private readonly int _taps;
    private readonly int _groupFilters;

    private ConvWidthEmitter(EmitContext context, ConvWidthStep step)
    {
        _context = context;
        _step = step;
        _window = Volume.Of(step.Layer.Window);
        _pool = Volume.Of(step.Layer.Pool ?? Volume.Unpooled);
        _lanes = context.Width.Lanes;
        _taps = _window.Taps * step.GroupChannels;
        _groupFilters = step.Layer.Filters / step.Layer.Groups;
    }

    public static void Emit(EmitContext context, ConvWidthStep step) => new ConvWidthEmitter(context, step).Emit();

    private void Emit()
    {
        int columns = _context.Width.Vectors(_step.Output.Layout.Width);
        RegisterTile tile = CostModel.WidthTile(_context.Width, _groupFilters, columns, _pool.Taps, _taps);
        int fullTiles = _groupFilters / tile.Vectors;
        EmitColumns(tile.Vectors, 0, fullTiles, tile.Pixels, columns);
        int rest = _groupFilters % tile.Vectors;
        if (rest > 0) EmitColumns(rest, fullTiles * tile.Vectors, 1, tile.Pixels, columns);
    }

    private void EmitColumns(int filters, int firstFilter, int tiles, int vectors, int columns)
    {
        if (tiles == 0) return;
        // Only the last vector of a row can hang over its end; where rows are at a pitch it may.
        bool exact = _step.Output.Layout.RowStride < columns * _lanes && _step.Output.Layout.Width % _lanes != 0;
        int whole = exact ? columns - 1 : columns;
        if (whole / vectors > 0) EmitTiles(filters, firstFilter, tiles, vectors, 0, whole / vectors);
        int next = whole / vectors * vectors;
        if (next < columns) EmitTiles(filters, firstFilter, tiles, columns - next, next, 1);
    }

    private void EmitTiles(int filters, int firstFilter, int filterTiles, int vectors, int firstVector, int columnTiles)
    {
        TensorLayout input = _step.Input.Layout, output = _step.Output.Layout;
        int accumulators = filters * vectors * _pool.Taps;
        var (nest, columnOffsets) = Taps();
        UnrolledTaps taps = _context.Unrolled(nest, accumulators * columnOffsets.Length, _context.FmaBudget);
        string method = _context.MethodName(_step, Invariant($"_{filters}x{vectors}{(firstFilter > 0 || firstVector > 0 ? "_rest" : "")}"));
        var shape = new KernelShape(shared: false);
        TileLoop[] loops =
        [
            TileLoop.Of("g", shape.Of("groups", _step.Layer.Groups),
                ("x", shape.Of("groupInput", _step.GroupChannels * input.ChannelStride)), ("w", shape.Of("groupWeights", _groupFilters * _taps)),
                ("b", shape.Of("groupFilters", _groupFilters)), ("y", shape.Of("groupOutput", _groupFilters * output.ChannelStride))),
            TileLoop.Of("oz", shape.Of("slices", output.Depth),
                ("x", shape.Of("sliceInput", _pool.Stride[0] * _window.Stride[0] * input.DepthStride)), ("y", shape.Of("sliceOutput", output.DepthStride))),
            TileLoop.Of("oy", shape.Of("rows", output.Height),
                ("x", shape.Of("rowInput", _pool.Stride[1] * _window.Stride[1] * input.RowStride)), ("y", shape.Of("rowOutput", output.RowStride))),
            TileLoop.Of("f", shape.Of("filterTiles", filterTiles), ("w", shape.Of("tileWeights", filters * _taps)), ("b", Invariant($"{filters}")),
                ("y", shape.Of("tileChannels", filters * output.ChannelStride))),
            TileLoop.Of("ox", shape.Of("tiles", columnTiles), ("x", Invariant($"{vectors * _lanes}")), ("y", Invariant($"{vectors * _lanes}"))),
        ];
        string name = _context.Kernels.Add(
            method,
            Invariant($"{_step.Name}: tiles of {filters} filters × {vectors * _lanes} {(_pool.Taps > 1 ? "pooled columns" : "columns")}; {taps.Describe(columnOffsets.Length)}."),
            "ref float x, ref float w, ref float b, ref float y",
            writer => TileLoop.Write(writer, loops, at =>
            {
                WriteTile(method, shape, writer, filters, vectors, taps, columnOffsets, at("x"), at("w"), at("b"));
                WriteStores(writer, filters, vectors, firstVector, at("y"));
            }));
        _context.Call(name, Shift(_context.Reference(_step.Input), firstVector * _lanes),
            _context.Weights(_step.WeightOffset + firstFilter * _taps), _context.Weights(_step.BiasOffset + firstFilter),
            Shift(_context.Reference(_step.Output), firstFilter * output.ChannelStride + firstVector * _lanes));
    }

    /// <summary>
    /// The taps as a nest, and the taps of one element of it. With several phases a kernel row's taps do not lie at equal distances:
    /// the row is then one element.
    /// </summary>
    private (TapNest Nest, int[] ColumnOffsets) Taps()
    {
        TensorLayout input = _step.Input.Layout;
        var channels = new TapLoop("ic", _step.GroupChannels, input.ChannelStride);
        var slices = new TapLoop("kz", _window.Kernel[0], _window.Dilation[0] * input.DepthStride);
        var rows = new TapLoop("ky", _window.Kernel[1], _window.Dilation[1] * input.RowStride);
        return _step.Phases == 1
            ? (TapNest.Of(channels, slices, rows, new TapLoop("kx", _window.Kernel[2], _window.Dilation[2])), [0])
            : (TapNest.Of(channels, slices, rows), [.. Enumerable.Range(0, _window.Kernel[2]).Select(kx => kx * _window.Dilation[2])]);
    }

    private void WriteTile(
        string method, KernelShape shape, SourceWriter writer, int filters, int vectors, UnrolledTaps taps, int[] columnOffsets,
        string xt, string wf, string bf)
    {
        string vector = _context.Vector;
        int convolved = vectors * _pool.Taps;
        for (int f = 0; f < filters; f++)
        {
            writer.Line($"var a{f}_0 = {vector}.Create({Element(bf, f)});");
            for (int p = 1; p < convolved; p++) writer.Line($"var a{f}_{p} = a{f}_0;");
        }

        // Columns that the next tap reads too stay in their registers where these are many.
        int slots = _context.Width.IsForArm ? Math.Max(convolved, _context.Width.Registers - filters * convolved - 2) : convolved;
        string scratch = $"{vector}<float> s;";
        string[] accumulators = [.. from f in Enumerable.Range(0, filters) from p in Enumerable.Range(0, convolved) select Invariant($"a{f}_{p}")];
        TapLoops.Write(_context, method, shape, writer, taps, wf, xt, columnOffsets.Length, accumulators, scratch, (writer, offsets, wt, xk) =>
        {
            int[] uses = [.. from offset in offsets from column in columnOffsets from p in Enumerable.Range(0, convolved) select offset + VectorOffset(p, column)];
            IReadOnlyList<(int Slot, bool Load)> loaded = _context.Width.IsForArm
                ? ReuseSlots.Assign(uses, convolved, slots) : [.. uses.Select((_, i) => (i % convolved, true))];
            using SourceWriter.Block scope = writer.BeginBlock("");
            writer.Line($"{vector}<float> {string.Join(", ", ReuseSlots.Used(loaded).Select(x => Invariant($"x{x}")))};");
            for (int t = 0; t < offsets.Count * columnOffsets.Length; t++)
            {
                int first = t * convolved;
                string loads = string.Join(" ", Enumerable.Range(first, convolved).Where(i => loaded[i].Load)
                    .Select(i => Invariant($"x{loaded[i].Slot} = {Load(vector, xk, uses[i])};")));
                if (loads.Length > 0) writer.Line(loads);
                for (int f = 0; f < filters; f++)
                {
                    writer.Line(Invariant($"s = {vector}.Create({Element(wt, f * _taps + t)}); ") + string.Join(" ",
                        Enumerable.Range(0, convolved).Select(p => Invariant($"a{f}_{p} = {vector}.MultiplyAddEstimate(x{loaded[first + p].Slot}, s, a{f}_{p});"))));
                }
            }
        });
    }

    private void WriteStores(SourceWriter writer, int filters, int vectors, int firstVector, string yt)
    {
        TensorLayout output = _step.Output.Layout;
        for (int f = 0; f < filters; f++)
        {
            for (int v = 0; v < vectors; v++)
            {
                string[] pooled = [.. Enumerable.Range(v * _pool.Taps, _pool.Taps).Select(q => Invariant($"a{f}_{q}"))];
                string a = TileFinish.Write(writer, _context.Vector, pooled, _step.Layer.Activation);
                int room = output.RowStride - (firstVector + v) * _lanes;
                int left = output.Width - (firstVector + v) * _lanes;
                Store(writer, _lanes, a, room >= _lanes ? _lanes : Math.Min(_lanes, left), yt, f * output.ChannelStride + v * _lanes);
            }
        }
    }

    /// <summary>Where a convolved vector's columns lie for a tap's column offset: p counts vectors, and within each its pooling window.</summary>
    private int VectorOffset(int p, int column)
    {
        int v = p / _pool.Taps, dz = p % _pool.Taps / (_pool.Kernel[1] * _pool.Kernel[2]);
        int dy = p % _pool.Taps / _pool.Kernel[2] % _pool.Kernel[1], dx = p % _pool.Kernel[2];
        TensorLayout input = _step.Input.Layout;
        int padded = dx * _window.Stride[2] + column;
        return dz * _window.Stride[0] * input.DepthStride + dy * _window.Stride[1] * input.RowStride + padded % _step.Phases * input.Width + padded / _step.Phases + v * _lanes;
    }
}
