using EdgeNet.Compiler.Emit.Tiles;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Winograd;

/// <summary>
/// Subtracts from each element of the transformed input its neighbour in the next column, for fast FIR filters. All elements are one
/// run: what comes of a row's last column is not used.
/// </summary>
/// <param name="context">The plan and the methods.</param>
/// <param name="step">The convolution.</param>
internal sealed class WinogradDifferenceEmitter(EmitContext context, ConvWinogradStep step)
{
    /// <summary>Adds the method for some rows of tiles.</summary>
    /// <param name="rows">Rows of tiles.</param>
    /// <returns>Its name.</returns>
    public string Add(int rows)
    {
        int lanes = context.Width.Lanes, length = WorkspacePlanner.Align(step.ProductInputs(rows)), column = step.TransformedLayout(rows).ColumnStride;
        TileLoop loop = TileLoop.Of("i", Invariant($"{length / VectorWidth.BlockLanes}"), ("v", Invariant($"{VectorWidth.BlockLanes}")));
        return context.Kernels.Add(
            context.MethodName("Winograd_differences", ""),
            Invariant($"Differences of neighbouring columns of transformed input, {step.Tile}."),
            "ref float v",
            writer => TileLoop.Write(writer, [loop], at =>
            {
                for (int offset = 0; offset < VectorWidth.BlockLanes; offset += lanes)
                    writer.Line(Invariant($"({Load(context.Vector, at("v"), offset)} - {Load(context.Vector, at("v"), offset + column)}).StoreUnsafe(ref {at("v")}, {offset + length});"));
            }));
    }
}
