using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>
/// Convolution with output channels in the lanes. A tile of V vectors × P pixels (each of them as many convolved pixels as the
/// fused pooling has taps) stays in registers over all taps; a tap loads V vectors of weights and spreads one input element a pixel.
/// Channels and columns that no full tile covers get methods with smaller tiles.
/// </summary>
internal sealed class ConvChannelEmitter
{
    private readonly EmitContext _context;
    private readonly ConvChannelStep _step;
    private readonly Window _window;
    private readonly Window _pool;
    private readonly int _lanes;

    private ConvChannelEmitter(EmitContext context, ConvChannelStep step)
    {
        _context = context;
        _step = step;
        _window = Volume.Of(step.Layer.Window);
        _pool = Volume.Of(step.Layer.Pool ?? Volume.Unpooled);
        _lanes = context.Width.Lanes;
    }

    public static void Emit(EmitContext context, ConvChannelStep step) => new ConvChannelEmitter(context, step).Emit();

    private void Emit()
    {
        int filters = _step.GroupFilters, columns = _step.Output.Layout.Width;
        int vectors = _context.Width.Vectors(filters), wholeVectors = filters / _lanes;
        RegisterTile tile = CostModel.ChannelTile(_context.Width, vectors, columns, _pool.Taps, _step.Taps.Taps);

        // Vectors by tiles: full ones, then those left over, the last of them perhaps with unused lanes.
        int fullTiles = wholeVectors / tile.Vectors;
        EmitColumns(tile.Vectors, 0, fullTiles, tile.Vectors * _lanes, tile.Pixels, columns);
        int next = fullTiles * tile.Vectors;
        while (next < vectors)
        {
            int count = LargestTile(next, vectors - next, tile.Vectors);
            EmitColumns(count, next, 1, Math.Min(count * _lanes, filters - next * _lanes), tile.Pixels, columns);
            next += count;
        }
    }

    /// <summary>The most vectors from a start that lie in whole blocks of 16 channels or within one.</summary>
    private int LargestTile(int start, int most, int preferred)
    {
        int perBlock = VectorWidth.BlockLanes / _lanes;
        int count = Math.Min(most, preferred);
        int inBlock = perBlock - start % perBlock;
        return start % perBlock != 0 || count < perBlock ? Math.Min(count, inBlock) : count;
    }

    private void EmitColumns(int vectors, int firstVector, int tiles, int filters, int pixels, int columns)
    {
        if (tiles == 0) return;
        if (columns / pixels > 0) EmitTiles(vectors, firstVector, tiles, filters, pixels, 0, columns / pixels);
        if (columns % pixels > 0) EmitTiles(vectors, firstVector, tiles, filters, columns % pixels, columns / pixels * pixels, 1);
    }

    /// <param name="vectors">Vectors of a tile.</param>
    /// <param name="firstVector">The first vector of the first tile, within the group.</param>
    /// <param name="channelTiles">Tiles over channels.</param>
    /// <param name="filters">Filters that a tile stores.</param>
    /// <param name="pixels">Pixels of a tile.</param>
    /// <param name="firstColumn">The first tile's column.</param>
    /// <param name="columnTiles">Tiles over a row.</param>
    private void EmitTiles(int vectors, int firstVector, int channelTiles, int filters, int pixels, int firstColumn, int columnTiles)
    {
        TensorLayout input = _step.Input.Layout, output = _step.Output.Layout;
        int accumulators = vectors * pixels * _pool.Taps;
        UnrolledTaps taps = _context.Unrolled(_step.Taps, accumulators, _context.FmaBudget);
        int columnStep = _pool.Stride[2] * _window.Stride[2] * input.ColumnStride;
        string method = _context.MethodName(_step, Invariant($"_{vectors}x{pixels}{(firstVector > 0 || filters < vectors * _lanes ? "_rest" : "")}"));
        string name = _context.Kernels.Add(
            method,
            Invariant($"{_step.Name}: tiles of {filters} channels × {pixels} {(_pool.Taps > 1 ? "pooled pixels" : "pixels")}; {taps}."),
            "ref float x, ref float w, ref float b, ref float y",
            writer =>
            {
                IDisposable? groups = writer.BeginLoop("g", _step.Layer.Groups);
                string xg = "x", wg = "w", bg = "b", yg = "y";
                if (groups is not null)
                {
                    xg = Advance(writer, "xg", "x", ("g", input.Channels / _step.Layer.Groups * input.ChannelStride));
                    wg = Advance(writer, "wg", "w", ("g", _step.GroupWeights));
                    bg = Advance(writer, "bg", "b", ("g", _step.WeightBlocks * VectorWidth.BlockLanes));
                    yg = Advance(writer, "yg", "y", ("g", _step.GroupFilters));
                }

                IDisposable? channels = writer.BeginLoop("c", channelTiles);
                string wc = wg, bc = bg, yc = yg;
                if (channels is not null)
                {
                    wc = TileWeights(writer, wg, vectors);
                    bc = Advance(writer, "bc", bg, ("c", vectors * _lanes));
                    yc = Advance(writer, "yc", yg, ("c", vectors * _lanes));
                }

                IDisposable? slices = writer.BeginLoop("oz", output.Depth);
                IDisposable? rows = writer.BeginLoop("oy", output.Height);
                IDisposable? columns = writer.BeginLoop("ox", columnTiles);
                string? oz = slices is null ? null : "oz", oy = rows is null ? null : "oy", ox = columns is null ? null : "ox";
                string xt = Advance(writer, "xt", xg, (oz, _pool.Stride[0] * _window.Stride[0] * input.DepthStride),
                    (oy, _pool.Stride[1] * _window.Stride[1] * input.RowStride), (ox, pixels * columnStep));
                WriteTile(method, writer, vectors, pixels, taps, xt, wc, bc);
                string yt = Advance(writer, "yt", yc, (oz, output.DepthStride), (oy, output.RowStride), (ox, pixels * output.ColumnStride));
                WriteStores(writer, vectors, pixels, filters, yt);
                columns?.Dispose();
                rows?.Dispose();
                slices?.Dispose();
                channels?.Dispose();
                groups?.Dispose();
            });
        _context.Call(name, Shift(_context.Reference(_step.Input), firstColumn * columnStep),
            _context.Weights(_step.WeightOffset + VectorOffset(firstVector)),
            _context.Weights(_step.BiasOffset + firstVector * _lanes),
            Shift(_context.Reference(_step.Output), firstVector * _lanes + firstColumn * output.ColumnStride));
    }

    /// <summary>Declares the reference to the weights of channel tile c.</summary>
    private string TileWeights(SourceWriter writer, string from, int vectors)
    {
        int tileLanes = vectors * _lanes, blockWeights = VectorWidth.BlockLanes * _step.Taps.Taps;
        if (tileLanes >= VectorWidth.BlockLanes) return Advance(writer, "wc", from, ("c", tileLanes / VectorWidth.BlockLanes * blockWeights));
        int perBlock = VectorWidth.BlockLanes / tileLanes;
        writer.Line($"ref float wc = ref Unsafe.Add(ref {from}, c / {perBlock} * {blockWeights} + c % {perBlock} * {tileLanes});");
        return "wc";
    }

    private void WriteTile(string method, SourceWriter writer, int vectors, int pixels, UnrolledTaps taps, string xt, string wc, string bc)
    {
        string vector = _context.Vector;
        int convolved = pixels * _pool.Taps;
        for (int v = 0; v < vectors; v++)
        {
            writer.Line($"var a{v}_0 = {Load(vector, bc, v * _lanes)};");
            for (int p = 1; p < convolved; p++) writer.Line($"var a{v}_{p} = a{v}_0;");
        }

        int[] pixelOffsets = [.. Enumerable.Range(0, convolved).Select(PixelOffset)];
        string scratch = $"{vector}<float> s{string.Concat(Enumerable.Range(0, vectors).Select(v => Invariant($", w{v}")))};";
        string[] accumulators = [.. from v in Enumerable.Range(0, vectors) from p in Enumerable.Range(0, convolved) select Invariant($"a{v}_{p}")];
        TapLoops.Write(_context, method, writer, taps, wc, xt, VectorWidth.BlockLanes, accumulators, scratch, (writer, offsets, wt, xk) =>
        {
            for (int t = 0; t < offsets.Count; t++)
            {
                writer.Line(string.Join(" ", Enumerable.Range(0, vectors)
                    .Select(v => Invariant($"w{v} = {Load(vector, wt, t * VectorWidth.BlockLanes + VectorOffset(v))};"))));
                for (int p = 0; p < convolved; p++)
                {
                    writer.Line(Invariant($"s = {vector}.Create({Element(xk, offsets[t] + pixelOffsets[p])}); ") + string.Join(" ",
                        Enumerable.Range(0, vectors).Select(v => Invariant($"a{v}_{p} = {vector}.MultiplyAddEstimate(s, w{v}, a{v}_{p});"))));
                }
            }
        });
    }

    private void WriteStores(SourceWriter writer, int vectors, int pixels, int filters, string yt)
    {
        for (int p = 0; p < pixels; p++)
        {
            for (int v = 0; v < vectors; v++)
            {
                string a = Invariant($"a{v}_{p * _pool.Taps}");
                for (int q = 1; q < _pool.Taps; q++)
                    writer.Line(Invariant($"{a} = {_context.Vector}.MaxNative({a}, a{v}_{p * _pool.Taps + q});"));
                if (_step.Layer.Activation != default)
                    writer.Line($"{a} = {Activate(_context.Vector, _step.Layer.Activation, a)};");
                Store(writer, _lanes, a, Math.Min(_lanes, filters - v * _lanes), yt, p * _step.Output.Layout.ColumnStride + v * _lanes);
            }
        }
    }

    /// <summary>Where a vector's weights lie within a tile: the vectors of a block of 16 channels stand side by side.</summary>
    private int VectorOffset(int vector)
    {
        int channel = vector * _lanes;
        return channel / VectorWidth.BlockLanes * VectorWidth.BlockLanes * _step.Taps.Taps + channel % VectorWidth.BlockLanes;
    }

    /// <summary>Where a convolved pixel's input lies from the tile's: p counts pooled pixels, and within each its pooling window.</summary>
    private int PixelOffset(int p)
    {
        int column = p / _pool.Taps, dz = p % _pool.Taps / (_pool.Kernel[1] * _pool.Kernel[2]);
        int dy = p % _pool.Taps / _pool.Kernel[2] % _pool.Kernel[1], dx = p % _pool.Kernel[2];
        TensorLayout input = _step.Input.Layout;
        return (column * _pool.Stride[2] + dx) * _window.Stride[2] * input.ColumnStride
            + dy * _window.Stride[1] * input.RowStride + dz * _window.Stride[0] * input.DepthStride;
    }
}
