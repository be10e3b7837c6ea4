using EdgeNet.Compiler.Emit.Tiles;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>Moves rows to the front of their buffer; a span's copy does it right where both overlap.</summary>
internal static class RollEmitter
{
    public static void Emit(EmitContext context, RollStep step)
    {
        TensorLayout run = step.Input.Layout;
        string name = context.Kernels.Add(context.MethodName("Roll", ""), Invariant($"Moves {run.Channels} times {run.Width} elements."), "ref float x, ref float y", writer =>
        {
            TileLoop channels = TileLoop.Of("c", Invariant($"{run.Channels}"), ("x", Invariant($"{run.ChannelStride}")), ("y", Invariant($"{run.ChannelStride}")));
            TileLoop.Write(writer, [channels], at => writer.Line(
                Invariant($"MemoryMarshal.CreateReadOnlySpan(ref {at("x")}, {run.Width}).CopyTo(MemoryMarshal.CreateSpan(ref {at("y")}, {run.Width}));")));
        });
        context.Call(name, context.Reference(step.Input), context.Reference(step.Output));
    }
}
