using EdgeNet.Compiler.Emit.Tiles;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>
/// Convolution vectorized over output channels. A tile of V vectors × P pixels (each of them as many convolved pixels as the
/// fused pooling has taps) stays in registers over all taps; a tap loads V vectors of weights and broadcasts one input element a pixel.
/// Channels and columns that no full tile covers get methods with smaller tiles.
/// </summary>
internal sealed class ConvChannelEmitter
{
    /// <summary>So many pixels' distances, as arguments, would take more registers than there are.</summary>
    private const int ManyPixels = 8;

    /// <summary>Fewer taps than this are straight-line where their number is known.</summary>
    private const int FewTaps = 32;

    private readonly EmitContext _context;
    private readonly ConvChannelStep _step;
    private readonly Window _pool;
    private readonly VectorWidth _width;
    private readonly int _lanes;
    private readonly RegisterTile _tile;

    private ConvChannelEmitter(EmitContext context, ConvChannelStep step)
    {
        _context = context;
        _step = step;
        _pool = step.Pool;
        _width = context.Width.For(step.GroupFilters);
        _lanes = _width.Lanes;
        _tile = CostModel.ChannelTile(_width, _width.Vectors(step.GroupFilters), step.Output.Layout.Width, step.Output.Layout.Height, _pool.Taps, step.Taps.Taps);
    }

    public static void Emit(EmitContext context, ConvChannelStep step) => new ConvChannelEmitter(context, step).Emit();

    /// <summary>Whether layers of other shapes may run the same methods: those with many taps, to which a known shape gains nothing.</summary>
    private bool IsShared => _context.Plan.SharesKernels && _pool.Taps == 1 && _tile.Pixels < ManyPixels && _step.Taps.Taps >= FewTaps;

    private void Emit()
    {
        // Vectors by tiles: full ones, then those left over, the last of them perhaps with unused lanes.
        int filters = _step.GroupFilters, vectors = _width.Vectors(filters), fullTiles = filters / _lanes / _tile.Vectors;
        EmitPixels(_tile.Vectors, 0, fullTiles, _tile.Vectors * _lanes);
        int next = fullTiles * _tile.Vectors;
        while (next < vectors)
        {
            int count = LargestTile(next, vectors - next, _tile.Vectors);
            EmitPixels(count, next, 1, Math.Min(count * _lanes, filters - next * _lanes));
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

    private void EmitPixels(int vectors, int firstVector, int tiles, int filters)
    {
        if (tiles == 0) return;
        int columns = _step.Output.Layout.Width, pixels = _tile.Pixels;
        if (_tile.OverRows)
        {
            int image = columns * _step.Output.Layout.Height;
            for (int first = 0; first < image; first += pixels)
                EmitTiles(vectors, firstVector, tiles, filters, new(_step, Math.Min(pixels, image - first), first, overRows: true), 1);
            return;
        }

        if (columns / pixels > 0) EmitTiles(vectors, firstVector, tiles, filters, new(_step, pixels, 0, overRows: false), columns / pixels);
        if (columns % pixels > 0) EmitTiles(vectors, firstVector, tiles, filters, new(_step, columns % pixels, columns / pixels * pixels, overRows: false), 1);
    }

    /// <param name="vectors">Vectors of a tile.</param>
    /// <param name="firstVector">The first vector of the first tile, within the group.</param>
    /// <param name="channelTiles">Tiles over channels.</param>
    /// <param name="filters">Filters that a tile stores.</param>
    /// <param name="pixels">The first tile's pixels.</param>
    /// <param name="columnTiles">Tiles over a row.</param>
    private void EmitTiles(int vectors, int firstVector, int channelTiles, int filters, TilePixels pixels, int columnTiles)
    {
        TensorLayout input = _step.Input.Layout, output = _step.Output.Layout;
        UnrolledTaps taps = _context.Unrolled(_step.Taps, vectors * pixels.Convolved, _context.FmaBudget);
        bool partial = filters < vectors * _lanes;
        string tile = Invariant($"_{vectors}x{pixels.Count}{(partial || !IsShared && firstVector > 0 ? "_rest" : "")}");
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
            TileLoop.Of("oy", shape.Of("rows", pixels.OverRows ? 1 : output.Height),
                ("x", shape.Of("rowInput", _pool.Stride[1] * _step.Stride[1] * input.RowStride)), ("y", shape.Of("rowOutput", output.RowStride)),
                ("res", _step.Residual is null ? "0" : shape.Of("rowResidual", residual.RowStride))),
            TileLoop.Of("ox", shape.Of("tiles", columnTiles),
                ("x", shape.Of("tileInput", pixels.Count * pixels.ColumnInput)), ("y", shape.Of("tileOutput", pixels.Count * output.ColumnStride)),
                ("res", shape.Of("tileOutput", pixels.Count * output.ColumnStride))),
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
            Invariant($"{(IsShared ? _step.Kind : _step.Name)}: tiles of {filters} channels × {pixels.Count} {(_pool.Taps > 1 ? "pooled pixels" : "pixels")}; {(IsShared ? $"{taps.Straight.Count} taps straight-line" : taps)}."),
            $"ref float x, ref float w, ref float b, ref float y{(_step.Residual is null ? "" : ", ref float res")}" + shape.Parameters,
            writer =>
            {
                shape.WriteHead(writer);
                writer.Lines(body.ToString());
            });
        _context.Call(name,
        [
            Shift(_context.Reference(_step.Input), pixels.FirstInput),
            _context.Weights(_step.WeightOffset + VectorOffset(firstVector)),
            _context.Weights(_step.BiasOffset + firstVector * _lanes ?? 0),
            Shift(_context.Reference(_step.Output), firstVector * _lanes + pixels.FirstOutput(output)),
            .. _step.Residual is null ? [] : new[] { Shift(_context.Reference(_step.Residual), firstVector * _lanes + pixels.FirstOutput(residual)) },
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
        KernelShape shape, string method, SourceWriter writer, int vectors, TilePixels pixels, UnrolledTaps taps, string xt, string wc, string bc)
    {
        string vector = _width.Type;
        int convolved = pixels.Convolved;
        for (int v = 0; v < vectors; v++)
        {
            writer.Line($"var a{v}_0 = {(_step.BiasOffset is null ? $"{vector}<float>.Zero" : Load(vector, bc, v * _lanes))};");
            for (int p = 1; p < convolved; p++) writer.Line($"var a{v}_{p} = a{v}_0;");
        }

        bool arm = _width.IsForArm && !shape.IsShared;
        int[][] Runs(IReadOnlyList<int> offsets) => shape.IsShared ? [.. offsets.Select((_, t) => new[] { t })] : TapRuns(offsets, vectors, pixels);
        string scratch = arm ? $"{vector}<float> {string.Join(", ", Enumerable.Range(0, vectors).Select(v => Invariant($"w{v}")))};" : "";
        string[] accumulators = [.. from v in Enumerable.Range(0, vectors) from p in Enumerable.Range(0, convolved) select Invariant($"a{v}_{p}")];
        TapLoops.Write(_context, method, shape, writer, taps, wc, xt, VectorWidth.BlockLanes, accumulators, scratch, (writer, offsets, wt, xk) =>
        {
            if (arm)
            {
                WriteArmTaps(writer, vectors, pixels, offsets, wt, xk);
                return;
            }

            int[][] runs = Runs(offsets);
            using SourceWriter.Block scope = writer.BeginBlock("");
            writer.Line($"{vector}<float> s, {string.Join(", ", Enumerable.Range(0, runs.Max(r => r.Length) * vectors).Select(i => Invariant($"w{i}")))};");
            foreach (int[] run in runs)
            {
                for (int i = 0; i < run.Length; i++)
                    writer.Line(string.Join(" ", Enumerable.Range(0, vectors).Select(v => Invariant($"w{i * vectors + v} = {Weights(wt, run[i], v)};"))));
                foreach (var element in Meetings(offsets, run, pixels))
                {
                    (int first, int tap) = element.First();
                    writer.Line(Invariant($"s = {vector}.Create({Pixel(xk, first, offsets[run[tap]])}); ") + string.Join(" ",
                        element.SelectMany(m => Enumerable.Range(0, vectors).Select(v => Invariant($"a{v}_{m.Pixel} = {vector}.MultiplyAddEstimate(s, w{m.Tap * vectors + v}, a{v}_{m.Pixel});")))));
                }
            }
        }, vector);

        string Weights(string wt, int tap, int v)
        {
            int block = v * _lanes / VectorWidth.BlockLanes;
            string from = !shape.IsShared || block == 0 ? wt : $"Unsafe.Add(ref {wt}, {shape.Multiple(block, "blockWeights", VectorWidth.BlockLanes * _step.Taps.Taps)})";
            return Load(vector, from, tap * VectorWidth.BlockLanes + (shape.IsShared ? v * _lanes % VectorWidth.BlockLanes : VectorOffset(v)));
        }

        string Pixel(string xk, int p, int offset)
        {
            if (!shape.IsShared || p == 0) return Element(xk, offset + pixels.Input(p));
            string distance = pixels.OverRows ? shape.Of(Invariant($"pixelInput{p}"), pixels.Input(p)) : shape.Multiple(p, "pixelInput", pixels.ColumnInput);
            return Element($"Unsafe.Add(ref {xk}, {distance})", offset);
        }
    }

    /// <summary>
    /// Parts taps into runs whose weights stay in registers together. Taps whose pixels read the same elements come into one run, for
    /// which each element is broadcast once; left in two places, compilers would keep it for the second one and spill it.
    /// </summary>
    private int[][] TapRuns(IReadOnlyList<int> offsets, int vectors, TilePixels pixels)
    {
        int most = (_width.Registers - vectors * pixels.Convolved - 1) / vectors;
        var elements = offsets.Select(offset => new HashSet<int>(Enumerable.Range(0, pixels.Convolved).Select(p => offset + pixels.Input(p)))).ToArray();
        var left = Enumerable.Range(0, offsets.Count).ToList();
        var runs = new List<int[]>();
        while (left.Count > 0)
        {
            var run = new List<int>();
            var read = new HashSet<int>();
            for (int next = left[0]; next >= 0 && (run.Count == 0 || run.Count < most);)
            {
                run.Add(next);
                left.Remove(next);
                read.UnionWith(elements[next]);
                next = left.Where(t => elements[t].Overlaps(read)).OrderByDescending(t => elements[t].Count(read.Contains)).Append(-1).First();
            }

            runs.Add([.. run]);
        }

        return [.. runs];
    }

    /// <summary>The pixels and taps (by their place in a run) that meet in an element, for each element in the order of memory.</summary>
    private static IEnumerable<IGrouping<int, (int Pixel, int Tap)>> Meetings(IReadOnlyList<int> offsets, int[] run, TilePixels pixels)
    {
        var meetings = from p in Enumerable.Range(0, pixels.Convolved) from i in Enumerable.Range(0, run.Length)
                       group (Pixel: p, Tap: i) by offsets[run[i]] + pixels.Input(p);
        // One tap meets its pixels in their order.
        return run.Length == 1 ? meetings : meetings.OrderBy(m => m.Key);
    }

    /// <summary>
    /// Writes straight-line taps in the fewest instructions: an element that the next taps of neighbouring pixels read too stays broadcast
    /// in its register, and weights are loaded side by side.
    /// </summary>
    private void WriteArmTaps(SourceWriter writer, int vectors, TilePixels pixels, IReadOnlyList<int> offsets, string wt, string xk)
    {
        int convolved = pixels.Convolved;
        string vector = _width.Type;
        // The fewer of a tap's weights and elements are held for all of it, and two of the others at a time.
        bool holdsElements = vectors > convolved;
        int together = holdsElements ? convolved : 2;
        int slots = Math.Max(together, _width.Registers - vectors * convolved - (holdsElements ? 2 : vectors));
        int[] uses = [.. offsets.SelectMany(offset => Enumerable.Range(0, convolved).Select(p => offset + pixels.Input(p)))];
        IReadOnlyList<(int Slot, bool Load)> elements = ReuseSlots.Assign(uses, together, slots);
        string Broadcast(int use) => use < uses.Length && elements[use] is (int slot, true) ? Invariant($"s{slot} = {vector}.Create({Element(xk, uses[use])}); ") : "";
        string Weight(int t, int v) => Invariant($"w{v} = {Load(vector, wt, t * VectorWidth.BlockLanes + VectorOffset(v))};");
        string Add(int t, int p, int v) => Invariant($"a{v}_{p} = {vector}.MultiplyAddEstimate(s{elements[t * convolved + p].Slot}, w{v}, a{v}_{p});");
        using SourceWriter.Block scope = writer.BeginBlock("");
        writer.Line($"{vector}<float> {string.Join(", ", ReuseSlots.Used(elements).Select(s => Invariant($"s{s}")))};");
        // An element is loaded and broadcast while the one before it is multiplied.
        if (!holdsElements) writer.Line(Broadcast(0));
        for (int t = 0; t < offsets.Count; t++)
        {
            if (holdsElements)
            {
                string loads = string.Concat(Enumerable.Range(0, convolved).Select(p => Broadcast(t * convolved + p)));
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
                writer.Line(Broadcast(t * convolved + p + 1) + string.Join(" ", Enumerable.Range(0, vectors).Select(v => Add(t, p, v))));
        }
    }

    private void WriteStores(KernelShape shape, SourceWriter writer, int vectors, TilePixels pixels, int filters, string yt, string rt)
    {
        for (int p = 0; p < pixels.Count; p++)
        {
            (string yp, int offset) = Pixel("y", yt, "pixelOutput", _step.Output.Layout, p);
            (string rp, int residualOffset) = _step.Residual is null ? ("", 0) : Pixel("res", rt, "pixelResidual", _step.Residual.Layout, p);

            for (int v = 0; v < vectors; v++)
            {
                string[] pooled = [.. Enumerable.Range(p * _pool.Taps, _pool.Taps).Select(q => Invariant($"a{v}_{q}"))];
                int count = Math.Min(_lanes, filters - v * _lanes);
                string? residual = _step.Residual is null ? null : Load(_lanes, count, rp, residualOffset + v * _lanes);
                string a = TileFinish.Write(writer, _width.Type, pooled, _step.Activation, residual);
                Store(writer, _lanes, a, count, yp, offset + v * _lanes);
            }
        }

        // Shared kernels do not know the distances.
        (string Reference, int Offset) Pixel(string name, string first, string distance, TensorLayout layout, int p)
        {
            if (!shape.IsShared || p == 0) return (first, pixels.Output(layout, p));
            string at = Invariant($"{name}{p}"), before = p == 1 ? first : Invariant($"{name}{p - 1}");
            writer.Line(pixels.OverRows
                ? $"ref float {at} = ref Unsafe.Add(ref {first}, {shape.Of(Invariant($"{distance}{p}"), pixels.Output(layout, p))});"
                : $"ref float {at} = ref Unsafe.Add(ref {before}, {shape.Of(distance, layout.ColumnStride)});");
            return (at, 0);
        }
    }

    /// <summary>Where a vector's weights lie within a tile: the vectors of a block of 16 channels stand side by side.</summary>
    private int VectorOffset(int vector)
    {
        int channel = vector * _lanes;
        return channel / VectorWidth.BlockLanes * VectorWidth.BlockLanes * _step.Taps.Taps + channel % VectorWidth.BlockLanes;
    }
}
