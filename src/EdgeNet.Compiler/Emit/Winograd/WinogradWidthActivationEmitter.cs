using EdgeNet.Compiler.Emit.Tiles;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.ActivationText;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Winograd;

/// <summary>
/// Activates the outputs of a row of tiles where they lie. A function of many operations takes less time in a loop of its own, where its
/// constants stay in registers and neighbouring vectors overlap, than among the transform's values.
/// </summary>
/// <param name="context">The plan and the methods.</param>
/// <param name="step">The convolution.</param>
internal sealed class WinogradWidthActivationEmitter(EmitContext context, ConvWinogradWidthStep step)
{
    private readonly TensorLayout _output = step.Output.Layout;
    private readonly int _lanes = context.Width.Lanes;

    /// <summary>Whether the activation is done here, and not with the transform.</summary>
    public static bool Takes(ConvWinogradWidthStep step) => step.Layer.Activation.IsLong;

    /// <summary>Adds the method.</summary>
    /// <param name="rows">Rows of outputs.</param>
    /// <returns>Its name.</returns>
    public string Add(int rows)
    {
        var shape = new KernelShape(shared: false);
        TileLoop[] loops =
        [
            TileLoop.Of("f", shape.Of("filters", _output.Channels), ("y", shape.Of("channelOutput", _output.ChannelStride))),
            TileLoop.Of("oz", shape.Of("slices", _output.Depth), ("y", shape.Of("sliceOutput", _output.DepthStride))),
        ];
        // The vectors that the transform stores, which may reach over a row's end.
        int vectors = context.Width.Vectors(_output.Width), whole = Math.Min(vectors, _output.RowStride / _lanes), left = _output.Width - whole * _lanes;
        return context.Kernels.Add(
            context.MethodName(step, Invariant($"_activation_{rows}")),
            Invariant($"{step.Name}: {step.Layer.Activation} of {rows} rows."),
            "ref float y",
            writer => TileLoop.Write(writer, loops, at =>
            {
                TileLoop columns = TileLoop.Of("ox", shape.Of("vectors", whole), (at("y"), Invariant($"{_lanes}")));
                TileLoop.Write(writer, [columns], column =>
                {
                    for (int row = 0; row < rows; row++) Write(writer, Invariant($"a{row}"), _lanes, column(at("y")), row * _output.RowStride);
                });
                for (int row = 0; row < rows && left > 0; row++) Write(writer, Invariant($"last{row}"), left, at("y"), row * _output.RowStride + whole * _lanes);
            }));
    }

    private void Write(SourceWriter writer, string variable, int count, string y, int offset)
    {
        writer.Line($"var {variable} = {Load(_lanes, count, y, offset)};");
        writer.Line($"{variable} = {Activate(context.Vector, step.Layer.Activation, variable)};");
        Store(writer, _lanes, variable, count, y, offset);
    }
}
