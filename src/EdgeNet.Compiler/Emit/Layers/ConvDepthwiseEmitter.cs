using EdgeNet.Compiler.Emit.Tiles;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>
/// Depthwise convolution with channels in the lanes. A tile is P columns of one vector of channels: an input column is loaded once for all
/// columns of the tile whose windows hold it. Where the registers allow, the weights stay in them along a row. Channels that fill no
/// last vector are computed by one that overlaps the vector before.
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
        TensorLayout input = _step.Input.Layout, output = _step.Output.Layout;
        int channels = _step.Channels, whole = channels / _lanes;
        int pixels = CostModel.DepthwiseTile(_context.Width, output.Width, _window);
        string method = _context.MethodName(_step);
        string name = _context.Kernels.Add(
            method,
            Invariant($"{_step.Name}: tiles of {_lanes} channels × {pixels} columns; {_step.Summary}."),
            "ref float x, ref float w, ref float b, ref float y",
            writer =>
            {
                TileLoop[] rows =
                [
                    TileLoop.Of("oz", Invariant($"{output.Depth}"), ("x", Invariant($"{_window.Stride[0] * input.DepthStride}")), ("y", Invariant($"{output.DepthStride}"))),
                    TileLoop.Of("oy", Invariant($"{output.Height}"), ("x", Invariant($"{_window.Stride[1] * input.RowStride}")), ("y", Invariant($"{output.RowStride}"))),
                ];
                TileLoop.Write(writer, rows, at =>
                {
                    string x = at("x"), y = at("y");
                    string[] moved = [x, "w", "b", y];
                    TileLoop blocks = TileLoop.Of("c", Invariant($"{whole}"), [.. moved.Select(r => (r, Invariant($"{_lanes}")))]);
                    using (whole == 1 && channels > _lanes ? writer.BeginBlock("") : null)
                        TileLoop.Write(writer, [blocks], block => WriteRow(method, writer, pixels, block(x), block("w"), block("b"), block(y)));
                    if (channels % _lanes == 0) return;
                    using (writer.BeginBlock("// The last channels."))
                    {
                        foreach (string r in moved) writer.Line(Invariant($"ref float {r}_l = ref Unsafe.Add(ref {r}, {channels - _lanes});"));
                        WriteRow(method, writer, pixels, x + "_l", "w_l", "b_l", y + "_l");
                    }
                });
            });
        _context.Call(name, _context.Reference(_step.Input), _context.Weights(_step.WeightOffset), _context.Weights(_step.BiasOffset), _context.Reference(_step.Output));
    }

    /// <summary>Writes one row of one vector of channels.</summary>
    private void WriteRow(string method, SourceWriter writer, int pixels, string x, string w, string b, string y)
    {
        TensorLayout input = _step.Input.Layout, output = _step.Output.Layout;
        bool held = CostModel.HoldsWeights(_context.Width, pixels, _window.Taps);
        if (held)
        {
            for (int t = 0; t < _window.Taps; t++) writer.Line(Invariant($"var w{t} = {Load(_vector, w, t * _step.Channels)};"));
        }

        int tiles = output.Width / pixels, rest = output.Width % pixels;
        TileLoop columns = TileLoop.Of("ox", Invariant($"{tiles}"),
            (x, Invariant($"{pixels * _window.Stride[2] * input.ColumnStride}")), (y, Invariant($"{pixels * output.ColumnStride}")));
        using (tiles == 1 && rest > 0 ? writer.BeginBlock("") : null)
            TileLoop.Write(writer, [columns], at => WriteTile(method, writer, pixels, held, at(x), w, b, at(y)));
        if (rest == 0) return;
        using (writer.BeginBlock("// The last columns."))
        {
            writer.Line(Invariant($"ref float x_r = ref Unsafe.Add(ref {x}, {tiles * pixels * _window.Stride[2] * input.ColumnStride});"));
            writer.Line(Invariant($"ref float y_r = ref Unsafe.Add(ref {y}, {tiles * pixels * output.ColumnStride});"));
            WriteTile(method, writer, rest, held, "x_r", w, b, "y_r");
        }
    }

    private void WriteTile(string method, SourceWriter writer, int pixels, bool held, string x, string w, string b, string y)
    {
        TensorLayout input = _step.Input.Layout;
        writer.Line($"var a0 = {Load(_vector, b, 0)};");
        for (int p = 1; p < pixels; p++) writer.Line(Invariant($"var a{p} = a0;"));

        // An element of the nest is a kernel row: its taps and the tile's columns meet in input columns.
        int width = _window.Kernel[2];
        TapNest nest = TapNest.Of(
            new TapLoop("kz", _window.Kernel[0], _window.Dilation[0] * input.DepthStride), new TapLoop("ky", _window.Kernel[1], _window.Dilation[1] * input.RowStride));
        UnrolledTaps rows = _context.Unrolled(nest, pixels * width, held ? int.MaxValue : _context.FmaBudget);
        string[] accumulators = [.. Enumerable.Range(0, pixels).Select(p => Invariant($"a{p}"))];
        TapLoops.Write(_context, method, new KernelShape(shared: false), writer, rows, w, x, width * _step.Channels, accumulators, $"{_vector}<float> s;", (writer, offsets, wt, xk) =>
        {
            for (int row = 0; row < offsets.Count; row++)
            {
                var meets = from p in Enumerable.Range(0, pixels) from kx in Enumerable.Range(0, width)
                            group (Pixel: p, Tap: kx) by p * _window.Stride[2] + kx * _window.Dilation[2];
                foreach (var column in meets.OrderBy(g => g.Key))
                {
                    writer.Line($"s = {Load(_vector, xk, offsets[row] + column.Key * input.ColumnStride)};");
                    foreach (var (p, kx) in column)
                    {
                        string weight = held ? Invariant($"w{row * width + kx}") : Load(_vector, wt, (row * width + kx) * _step.Channels);
                        writer.Line(Invariant($"a{p} = {_vector}.MultiplyAddEstimate(s, {weight}, a{p});"));
                    }
                }
            }
        });
        for (int p = 0; p < pixels; p++)
        {
            string a = TileFinish.Write(writer, _vector, [Invariant($"a{p}")], _step.Layer.Activation);
            Store(writer, _lanes, a, _lanes, y, p * _step.Output.Layout.ColumnStride);
        }
    }
}
