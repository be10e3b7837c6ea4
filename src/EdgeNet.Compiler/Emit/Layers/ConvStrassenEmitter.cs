using EdgeNet.Compiler.Emit.Tiles;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>
/// 1×1 convolution by Strassen's algorithm. For two tiles of pixels, with half the filters of each in registers and the other half after
/// them: u = A11·B11, C11 = u + A12·B21, u' = u + S2·T2, u'' = u' + S3·T3, C21 = u'' − A22·T4, v = S1·T1, C22 = v + u'', C12 = v + u' + S4·B22,
/// each product added to the accumulators that the one before it left; scales and biases at the stores. The input's sums S1 to S4 are computed between the taps of the first two products,
/// which do not need them: multiply-adds leave the ports free.
/// </summary>
internal sealed class ConvStrassenEmitter
{
    /// <summary>Vectors of filters of a tile: more would leave no registers for the sums.</summary>
    private const int Vectors = 2;

    /// <summary>Straight-line taps: nine loops of many more did not fit the cache of decoded instructions.</summary>
    private const int Taps = 4;

    private readonly EmitContext _context;
    private readonly ConvStrassenStep _step;
    private readonly string _vector;
    private readonly int _lanes, _pixels, _half, _product;
    private readonly TensorLayout _input, _output;

    private ConvStrassenEmitter(EmitContext context, ConvStrassenStep step)
    {
        _context = context;
        _step = step;
        (_vector, _lanes) = (context.Width.Type, context.Width.Lanes);
        (_pixels, _half, _product) = (step.Pixels, step.HalfChannels, step.HalfChannels * VectorWidth.BlockLanes);
        (_input, _output) = (step.Input.Layout, step.Output.Layout);
    }

    public static void Emit(EmitContext context, ConvStrassenStep step)
    {
        // There every instruction counts, and these tiles, which leave registers over, take more for a multiply-add than they save.
        if (context.Width.IsForArm)
        {
            ConvChannelEmitter.Emit(context, step.Direct);
            return;
        }

        new ConvStrassenEmitter(context, step).Emit();
        foreach (ConvChannelStep rest in step.Rest()) ConvChannelEmitter.Emit(context, rest);
    }

    private int TileFilters => Vectors * _lanes;

    /// <summary>Input elements from a tile's first pixel to that of the tile it is paired with.</summary>
    private int FarInput => _pixels * _input.ColumnStride;

    private void Emit()
    {
        int tiles = _step.HalfFilters / TileFilters, tileWeights = Vectors * _lanes / VectorWidth.BlockLanes * StrassenCost.Products * _product;
        TileLoop[] loops = _step.IsOverRows ? [Pairs()] :
        [
            TileLoop.Of("oz", Invariant($"{_output.Depth}"), ("x", Invariant($"{_input.DepthStride}")), ("y", Invariant($"{_output.DepthStride}"))),
            TileLoop.Of("oy", Invariant($"{_output.Height}"), ("x", Invariant($"{_input.RowStride}")), ("y", Invariant($"{_output.RowStride}"))),
            Pairs(),
        ];
        string name = _context.Kernels.Add(
            _context.MethodName(_step, Invariant($"_strassen_{Vectors}x{_pixels}")),
            Invariant($"{_step.Name}: Strassen for tiles of 2×{TileFilters} channels × 2×{_pixels} pixels."),
            "ref float x, ref float w, ref float b, ref float y, ref float sums, ref float scales",
            writer =>
            {
                if (!_step.IsOutputEven) WritePlaces(writer);
                TileLoop.Write(writer, loops, at =>
                {
                    if (!_step.IsOutputEven) writer.Line(Invariant($"ref int place = ref Unsafe.Add(ref places, {(_step.Pairs > 1 ? $"(int)ox * {2 * _pixels}" : "0")});"));
                    if (tiles == 1)
                    {
                        WriteTile(writer, at("x"), "w", "b", at("y"), "scales", areOthers: false);
                        return;
                    }

                    using SourceWriter.Block loop = writer.BeginBlock($"for (nint c = 0; c < {tiles}; c++)");
                    writer.Line($"ref float w_c = ref Unsafe.Add(ref w, c * {tileWeights});");
                    writer.Line($"ref float b_c = ref Unsafe.Add(ref b, c * {TileFilters});");
                    writer.Line($"ref float scales_c = ref Unsafe.Add(ref scales, c * {TileFilters});");
                    writer.Line($"ref float y_c = ref Unsafe.Add(ref {at("y")}, c * {TileFilters});");
                    WriteTile(writer, at("x"), "w_c", "b_c", "y_c", "scales_c", areOthers: true);
                });
            });
        _context.Call(name, _context.Reference(_step.Input), _context.Weights(_step.WeightOffset), _context.Weights(_step.Direct.BiasOffset ?? 0),
            _context.Reference(_step.Output), _context.Reference(_step.Sums), _context.Weights(_step.ScaleOffset));

        TileLoop Pairs() => TileLoop.Of("ox", Invariant($"{_step.Pairs}"), ("x", Invariant($"{2 * FarInput}")),
            ("y", _step.IsOutputEven ? Invariant($"{2 * _pixels * _output.ColumnStride}") : "0"));
    }

    /// <summary>Writes the table of where each pixel's outputs lie, where rows have gaps between them.</summary>
    private void WritePlaces(SourceWriter writer)
    {
        writer.Line($"global::System.ReadOnlySpan<int> all = [{string.Join(", ", Enumerable.Range(0, _step.Pairs * 2 * _pixels).Select(p => ConvStrassenStep.Place(_output, p)))}];");
        writer.Line("ref int places = ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(all);");
    }

    /// <param name="writer">Takes the text.</param>
    /// <param name="x">The reference to the tile's inputs.</param>
    /// <param name="w">That to its filters.</param>
    /// <param name="b">That to its biases.</param>
    /// <param name="y">That to its outputs.</param>
    /// <param name="scales">That to the scales of its outputs of the second half.</param>
    /// <param name="areOthers">Whether there are tiles of other filters of the same pixels: the first, c = 0, has the sums computed.</param>
    private void WriteTile(SourceWriter writer, string x, string w, string b, string y, string scales, bool areOthers)
    {
        int far = FarInput, column = _input.ColumnStride, sums = _pixels * _half, firstPixels = (_pixels + 1) / 2;
        writer.Line($"{_vector}<float> s, {string.Join(", ", Enumerable.Range(0, Vectors).Select(v => Invariant($"w{v}")))};");
        writer.Line($"ref float wt = ref {w};");
        Start("var ");
        writer.Line($"{_vector}<float> {string.Join(", ", from p in Enumerable.Range(0, _pixels) from v in Enumerable.Range(0, Vectors) select Invariant($"u{v}_{p}"))};");
        using (areOthers ? writer.BeginBlock("if (c == 0)") : null)
        {
            WriteProduct(writer, x, 0, column, (x, 0, firstPixels));
            Each(a => $"u{a} = a{a};");
            WriteProduct(writer, x, _half, column, (x, firstPixels, _pixels));
        }

        if (areOthers)
        {
            using SourceWriter.Block others = writer.BeginBlock("else");
            WriteProduct(writer, x, 0, column);
            Each(a => $"u{a} = a{a};");
            WriteProduct(writer, x, _half, column);
        }

        WriteStores(writer, y, b, scales, 0, 0);
        Each(a => $"a{a} = u{a};");
        WriteProduct(writer, "sums", sums, _half);
        Save("v");
        WriteProduct(writer, "sums", 2 * sums, _half);
        Save("z");
        WriteProduct(writer, x, far + _half, column);
        WriteStores(writer, y, b, scales, _pixels, 0);
        Start("");
        WriteProduct(writer, "sums", 0, _half);
        Each(a => $"z{a} += a{a}; a{a} += v{a};");
        WriteStores(writer, y, b, scales, _pixels, _step.HalfFilters, "z");
        WriteProduct(writer, "sums", 3 * sums, _half);
        WriteStores(writer, y, b, scales, 0, _step.HalfFilters);

        void Each(Func<string, string> line)
        {
            for (int p = 0; p < _pixels; p++) writer.Line(string.Join(" ", Enumerable.Range(0, Vectors).Select(v => line(Invariant($"{v}_{p}")))));
        }

        void Save(string name) => Each(a => $"var {name}{a} = a{a};");

        void Start(string declare) => Each(a => $"{declare}a{a} = {_vector}<float>.Zero;");
    }

    /// <summary>Writes a product of a tile's inputs, or their sums, by the filters that follow; and sums of some pixels on the way.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <param name="from">What the inputs lie after.</param>
    /// <param name="offset">The first of them.</param>
    /// <param name="column">Elements from a pixel to the next.</param>
    /// <param name="summed">The tile's inputs, and the pixels whose sums are computed.</param>
    private void WriteProduct(SourceWriter writer, string from, int offset, int column, (string Input, int First, int End)? summed = null)
    {
        int taps = summed is null ? Taps : _lanes;
        using SourceWriter.Block loop = writer.BeginBlock($"for (nint t = 0; t < {_half / taps}; t++)");
        writer.Line($"ref float xk = ref Unsafe.Add(ref {from}, t * {taps}{(offset > 0 ? Invariant($" + {offset}") : "")});");
        string[] sums = [];
        if (summed is var (input, first, end))
        {
            writer.Line($"ref float xs = ref Unsafe.Add(ref {input}, t * {_lanes});");
            writer.Line($"var d = {Load(_vector, $"Unsafe.Add(ref scales, t * {_lanes})", _step.HalfFilters)};");
            writer.Line($"ref float ss = ref Unsafe.Add(ref sums, t * {_lanes});");
            sums = [.. Enumerable.Range(first, end - first).SelectMany(Sums)];
        }

        // Sums stand evenly between the taps.
        int all = taps * _pixels, next = 0;
        for (int t = 0; t < taps; t++)
        {
            writer.Line(string.Join(" ", Enumerable.Range(0, Vectors).Select(v => Invariant($"w{v} = {Weights(t, v)};"))));
            for (int p = 0; p < _pixels; p++)
            {
                writer.Line($"s = {_vector}.Create({Element("xk", p * column + t)}); " + string.Join(" ",
                    Enumerable.Range(0, Vectors).Select(v => Invariant($"a{v}_{p} = {_vector}.MultiplyAddEstimate(s, w{v}, a{v}_{p});"))));
                for (int reached = (t * _pixels + p + 1) * sums.Length / all; next < reached; next++) writer.Line(sums[next]);
            }
        }

        writer.Line($"wt = ref Unsafe.Add(ref wt, {taps * VectorWidth.BlockLanes});");
    }

    /// <summary>The filters of a tap: those of another block of 16 lie after all products of the one before.</summary>
    private string Weights(int tap, int vector)
    {
        int filter = vector * _lanes;
        return Load(_vector, "wt", filter / VectorWidth.BlockLanes * StrassenCost.Products * _product + tap * VectorWidth.BlockLanes + filter % VectorWidth.BlockLanes);
    }

    /// <summary>S1, −S2, S4 and S3 of a vector of a pixel's channels, each as a line; the second half of the channels by its scales.</summary>
    private string[] Sums(int pixel)
    {
        int at = pixel * _input.ColumnStride, to = pixel * _half, all = _pixels * _half;
        string Input(int offset) => Load(_vector, "xs", at + offset);
        string Store(int sum) => Invariant($"e{pixel}.StoreUnsafe(ref ss, {sum * all + to});");
        return
        [
            Invariant($"var e{pixel} = {_vector}.MultiplyAddEstimate({Input(FarInput + _half)}, d, {Input(FarInput)}); {Store(0)}"),
            Invariant($"e{pixel} = {Input(0)} - e{pixel}; {Store(1)}"),
            Invariant($"e{pixel} = {_vector}.MultiplyAddEstimate({Input(_half)}, d, e{pixel}); {Store(3)}"),
            Invariant($"e{pixel} = {Input(0)} - {Input(FarInput)}; {Store(2)}"),
        ];
    }

    private void WriteStores(SourceWriter writer, string y, string b, string scales, int firstPixel, int firstFilter, string sums = "a")
    {
        for (int p = 0; p < _pixels; p++)
        {
            int pixel = firstPixel + p;
            string to = _step.IsOutputEven ? y : Invariant($"Unsafe.Add(ref {y}, Unsafe.Add(ref place, {pixel}))");
            for (int v = 0; v < Vectors; v++)
            {
                string a = Invariant($"{sums}{v}_{p}");
                int filter = firstFilter + v * _lanes;
                writer.Line(firstFilter == 0
                    ? $"{a} += {Load(_vector, b, filter)};"
                    : $"{a} = {_vector}.MultiplyAddEstimate({a}, {Load(_vector, scales, v * _lanes)}, {Load(_vector, b, filter)});");
                string sum = TileFinish.Write(writer, _vector, [a], _step.Direct.Activation);
                Store(writer, _lanes, sum, _lanes, to, (_step.IsOutputEven ? pixel * _output.ColumnStride : 0) + filter);
            }
        }
    }
}
