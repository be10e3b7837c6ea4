using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>Softmax over the channels of each pixel.</summary>
internal static class SoftmaxEmitter
{
    public static void Emit(EmitContext context, SoftmaxStep step)
    {
        TensorLayout layout = step.Input.Layout;
        int pixels = layout.Volume.Pixels;
        string name = context.Kernels.Add(context.MethodName(step), $"{step.Name}: softmax of {layout.Channels} channels.", "ref float x, ref float y", writer =>
        {
            IDisposable? loop = writer.BeginLoop("p", pixels);
            string? p = loop is null ? null : "p";
            string xp = VectorText.Advance(writer, "xp", "x", (p, layout.Channels));
            string yp = VectorText.Advance(writer, "yp", "y", (p, layout.Channels));
            writer.Line($"VectorMath.Softmax(MemoryMarshal.CreateReadOnlySpan(ref {xp}, {layout.Channels}), MemoryMarshal.CreateSpan(ref {yp}, {layout.Channels}));");
            loop?.Dispose();
        });
        context.Call(name, context.Reference(step.Input), context.Reference(step.Output));
    }
}
