using EdgeNet.Compiler.Emit.Tiles;
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
    private readonly Window _pool;
    private readonly int _lanes;

    private ConvChannelEmitter(EmitContext context, ConvChannelStep step)
    {
        _context = context;
        _step = step;
        _pool = step.Pool;
        _lanes = context.Width.Lanes;
    }

    public static void Emit(EmitContext context, ConvChannelStep step) => new ConvChannelEmitter(context, step).Emit();

    /// <summary>Whether layers of other shapes may run the same methods: those with many taps, to which a known shape gains nothing.</summary>
    private bool IsShared => _context.Plan.SharesKernels && _pool.Taps == 1;

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
        UnrolledTaps taps = _context.Unrolled(_step.Taps, vectors * pixels * _pool.Taps, _context.FmaBudget);
        int columnStep = _pool.Stride[2] * _step.Stride[2] * input.ColumnStride;
        bool partial = filters < vectors * _lanes;
        string tile = Invariant($"_{vectors}x{pixels}{(partial || !IsShared && firstVector > 0 ? "_rest" : "")}");
        string method = IsShared ? _context.MethodName(_step.Kind, tile) : _context.MethodName(_step, tile);
        var shape = new KernelShape(IsShared);
        int tileLanes = vectors * _lanes;
        TensorLayout residual = _step.Residual?.Layout ?? output;
        TileLoop[] loops =
        [
            TileLoop.Of("g", shape.Of("groups", _step.Groups),
                ("x", shape.Of("groupInput", input.Channels / _step.Groups * input.ChannelStride)), ("w", shape.Of("groupWeights", _step.GroupWeights)),
                ("b", shape.Of("groupBlocks", _step.WeightBlocks * VectorWidth.BlockLanes)), ("y", shape.Of("groupOutput", _step.GroupOutput)),
                ("res", shape.Of("groupOutput", _step.GroupOutput))),
            new("c", shape.Of("channelTiles", channelTiles),
                ("w", channelTiles == 1 ? "0" : TileWeights(shape, tileLanes)), ("b", Invariant($"c * {tileLanes}")), ("y", Invariant($"c * {tileLanes}")), ("res", Invariant($"c * {tileLanes}"))),
            TileLoop.Of("oz", shape.Of("slices", output.Depth),
                ("x", shape.Of("sliceInput", _pool.Stride[0] * _step.Stride[0] * input.DepthStride)), ("y", shape.Of("sliceOutput", output.DepthStride)),
                ("res", _step.Residual is null ? "0" : shape.Of("sliceResidual", residual.DepthStride))),
            TileLoop.Of("oy", shape.Of("rows", output.Height),
                ("x", shape.Of("rowInput", _pool.Stride[1] * _step.Stride[1] * input.RowStride)), ("y", shape.Of("rowOutput", output.RowStride)),
                ("res", _step.Residual is null ? "0" : shape.Of("rowResidual", residual.RowStride))),
            TileLoop.Of("ox", shape.Of("tiles", columnTiles),
                ("x", shape.Of("tileInput", pixels * columnStep)), ("y", shape.Of("tileOutput", pixels * output.ColumnStride)),
                ("res", shape.Of("tileOutput", pixels * output.ColumnStride))),
        ];
        if (_step.Residual is null) loops = [.. loops.Select(l => l with { Moves = [.. l.Moves.Where(m => m.Reference != "res")] })];
        var body = new SourceWriter();
        TileLoop.Write(body, loops, at =>
        {
            WriteTile(shape, method, body, vectors, pixels, taps, at("x"), at("w"), at("b"));
            WriteStores(shape, body, vectors, pixels, filters, at("y"), at("res"));
        });
        string name = _context.Kernels.Add(
            method,
            Invariant($"{(IsShared ? _step.Kind : _step.Name)}: tiles of {filters} channels × {pixels} {(_pool.Taps > 1 ? "pooled pixels" : "pixels")}; {(IsShared ? $"{taps.Straight.Count} taps straight-line" : taps)}."),
            $"ref float x, ref float w, ref float b, ref float y{(_step.Residual is null ? "" : ", ref float res")}" + shape.Parameters,
            writer =>
            {
                shape.WriteHead(writer);
                writer.Lines(body.ToString());
            });
        _context.Call(name,
        [
            Shift(_context.Reference(_step.Input), firstColumn * columnStep),
            _context.Weights(_step.WeightOffset + VectorOffset(firstVector)),
            _context.Weights(_step.BiasOffset + firstVector * _lanes ?? 0),
            Shift(_context.Reference(_step.Output), firstVector * _lanes + firstColumn * output.ColumnStride),
            .. _step.Residual is null ? [] : new[] { Shift(_context.Reference(_step.Residual), firstVector * _lanes + firstColumn * output.ColumnStride) },
            .. shape.Values,
        ]);
    }

    /// <summary>Where the weights of channel tile c lie.</summary>
    private string TileWeights(KernelShape shape, int tileLanes)
    {
        int blockWeights = VectorWidth.BlockLanes * _step.Taps.Taps;
        if (tileLanes >= VectorWidth.BlockLanes) return "c * " + shape.Multiple(tileLanes / VectorWidth.BlockLanes, "blockWeights", blockWeights);
        string block = shape.Of("blockWeights", blockWeights);
        int perBlock = VectorWidth.BlockLanes / tileLanes;
        return Invariant($"c / {perBlock} * {block} + c % {perBlock} * {tileLanes}");
    }

    private void WriteTile(
        KernelShape shape, string method, SourceWriter writer, int vectors, int pixels, UnrolledTaps taps, string xt, string wc, string bc)
    {
        string vector = _context.Vector;
        int convolved = pixels * _pool.Taps;
        for (int v = 0; v < vectors; v++)
        {
            writer.Line($"var a{v}_0 = {(_step.BiasOffset is null ? $"{vector}<float>.Zero" : Load(vector, bc, v * _lanes))};");
            for (int p = 1; p < convolved; p++) writer.Line($"var a{v}_{p} = a{v}_0;");
        }

        int pixelStep = _step.Stride[2] * _step.Input.Layout.ColumnStride;
        bool arm = _context.Width.IsForArm && !shape.IsShared;
        string scratch = $"{vector}<float> {(arm ? "" : "s, ")}{string.Join(", ", Enumerable.Range(0, vectors).Select(v => Invariant($"w{v}")))};";
        string[] accumulators = [.. from v in Enumerable.Range(0, vectors) from p in Enumerable.Range(0, convolved) select Invariant($"a{v}_{p}")];
        TapLoops.Write(_context, method, shape, writer, taps, wc, xt, VectorWidth.BlockLanes, accumulators, scratch, (writer, offsets, wt, xk) =>
        {
            if (arm)
            {
                WriteArmTaps(writer, vectors, convolved, offsets, wt, xk);
                return;
            }

            for (int t = 0; t < offsets.Count; t++)
            {
                writer.Line(string.Join(" ", Enumerable.Range(0, vectors).Select(v => Invariant($"w{v} = {Weights(wt, t, v)};"))));
                for (int p = 0; p < convolved; p++)
                {
                    writer.Line(Invariant($"s = {vector}.Create({Pixel(xk, p, offsets[t])}); ") + string.Join(" ",
                        Enumerable.Range(0, vectors).Select(v => Invariant($"a{v}_{p} = {vector}.MultiplyAddEstimate(s, w{v}, a{v}_{p});"))));
                }
            }
        });

        string Weights(string wt, int tap, int v)
        {
            int block = v * _lanes / VectorWidth.BlockLanes;
            string from = !shape.IsShared || block == 0 ? wt : $"Unsafe.Add(ref {wt}, {shape.Multiple(block, "blockWeights", VectorWidth.BlockLanes * _step.Taps.Taps)})";
            return Load(vector, from, tap * VectorWidth.BlockLanes + (shape.IsShared ? v * _lanes % VectorWidth.BlockLanes : VectorOffset(v)));
        }

        string Pixel(string xk, int p, int offset) => shape.IsShared && p > 0
            ? Element($"Unsafe.Add(ref {xk}, {shape.Multiple(p, "pixelInput", pixelStep)})", offset)
            : Element(xk, offset + PixelOffset(p));
    }

    /// <summary>
    /// Writes straight-line taps in the fewest instructions: an element that the next taps of neighbouring pixels read too stays spread
    /// in its register, and weights are loaded side by side.
    /// </summary>
    private void WriteArmTaps(SourceWriter writer, int vectors, int convolved, IReadOnlyList<int> offsets, string wt, string xk)
    {
        string vector = _context.Vector;
        // The fewer of a tap's weights and elements are held for all of it, and two of the others at a time.
        bool holdsElements = vectors > convolved;
        int together = holdsElements ? convolved : 2;
        int slots = Math.Max(together, _context.Width.Registers - vectors * convolved - (holdsElements ? 2 : vectors));
        int[] uses = [.. offsets.SelectMany(offset => Enumerable.Range(0, convolved).Select(p => offset + PixelOffset(p)))];
        IReadOnlyList<(int Slot, bool Load)> elements = ReuseSlots.Assign(uses, together, slots);
        string Spread(int use) => use < uses.Length && elements[use] is (int slot, true) ? Invariant($"s{slot} = {vector}.Create({Element(xk, uses[use])}); ") : "";
        string Weight(int t, int v) => Invariant($"w{v} = {Load(vector, wt, t * VectorWidth.BlockLanes + VectorOffset(v))};");
        string Add(int t, int p, int v) => Invariant($"a{v}_{p} = {vector}.MultiplyAddEstimate(s{elements[t * convolved + p].Slot}, w{v}, a{v}_{p});");
        using SourceWriter.Block scope = writer.BeginBlock("");
        writer.Line($"{vector}<float> {string.Join(", ", ReuseSlots.Used(elements).Select(s => Invariant($"s{s}")))};");
        // An element is loaded and spread while the one before it is multiplied.
        if (!holdsElements) writer.Line(Spread(0));
        for (int t = 0; t < offsets.Count; t++)
        {
            if (holdsElements)
            {
                string loads = string.Concat(Enumerable.Range(0, convolved).Select(p => Spread(t * convolved + p)));
                if (loads.Length > 0) writer.Line(loads);
                for (int v = 0; v < vectors; v += 2)
                {
                    int[] pair = [.. Enumerable.Range(v, Math.Min(2, vectors - v))];
                    writer.Line(string.Join(" ", pair.Select(w => Weight(t, w))));
                    writer.Line(string.Join(" ", pair.SelectMany(w => Enumerable.Range(0, convolved).Select(p => Add(t, p, w)))));
                }

                continue;
            }

            writer.Line(string.Join(" ", Enumerable.Range(0, vectors).Select(v => Weight(t, v))));
            for (int p = 0; p < convolved; p++)
                writer.Line(Spread(t * convolved + p + 1) + string.Join(" ", Enumerable.Range(0, vectors).Select(v => Add(t, p, v))));
        }
    }

    private void WriteStores(KernelShape shape, SourceWriter writer, int vectors, int pixels, int filters, string yt, string rt)
    {
        for (int p = 0; p < pixels; p++)
        {
            string yp = yt, rp = rt;
            int offset = p * _step.Output.Layout.ColumnStride;
            if (shape.IsShared && p > 0)
            {
                yp = Invariant($"y{p}");
                offset = 0;
                writer.Line(Invariant($"ref float {yp} = ref Unsafe.Add(ref {(p == 1 ? yt : Invariant($"y{p - 1}"))}, {shape.Of("pixelOutput", _step.Output.Layout.ColumnStride)});"));
                if (_step.Residual is not null)
                {
                    rp = Invariant($"res{p}");
                    writer.Line(Invariant($"ref float {rp} = ref Unsafe.Add(ref {(p == 1 ? rt : Invariant($"res{p - 1}"))}, {shape.Of("pixelOutput", _step.Output.Layout.ColumnStride)});"));
                }
            }

            for (int v = 0; v < vectors; v++)
            {
                string[] pooled = [.. Enumerable.Range(p * _pool.Taps, _pool.Taps).Select(q => Invariant($"a{v}_{q}"))];
                int count = Math.Min(_lanes, filters - v * _lanes);
                string? residual = _step.Residual is null ? null : Load(_lanes, count, rp, offset + v * _lanes);
                string a = TileFinish.Write(writer, _context.Vector, pooled, _step.Activation, residual);
                Store(writer, _lanes, a, count, yp, offset + v * _lanes);
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
        return (column * _pool.Stride[2] + dx) * _step.Stride[2] * input.ColumnStride
            + dy * _step.Stride[1] * input.RowStride + dz * _step.Stride[0] * input.DepthStride;
    }
}
