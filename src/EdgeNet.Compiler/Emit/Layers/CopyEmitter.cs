using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>Brings a tensor into another layout, element by element.</summary>
internal static class CopyEmitter
{
    public static void Emit(EmitContext context, CopyStep step)
    {
        TensorLayout input = step.Input.Layout, output = step.Output.Layout;
        string name = context.Kernels.Add(context.MethodName(step), $"{step.Name}: {step.Summary}.", "ref float x, ref float y", writer =>
        {
            IDisposable? channels = writer.BeginLoop("c", input.Channels);
            IDisposable? slices = writer.BeginLoop("z", input.Depth);
            IDisposable? rows = writer.BeginLoop("r", input.Height);
            string? c = channels is null ? null : "c", z = slices is null ? null : "z", r = rows is null ? null : "r";
            string xr = VectorText.Advance(writer, "xr", "x", (c, input.ChannelStride), (z, input.DepthStride), (r, input.RowStride));
            string yr = VectorText.Advance(writer, "yr", "y", (c, output.ChannelStride), (z, output.DepthStride), (r, output.RowStride));
            using (writer.BeginBlock($"for (nint i = 0; i < {input.Width}; i++)"))
                writer.Line($"Unsafe.Add(ref {yr}, {VectorText.Sum(("i", output.ColumnStride))}) = Unsafe.Add(ref {xr}, {VectorText.Sum(("i", input.ColumnStride))});");
            rows?.Dispose();
            slices?.Dispose();
            channels?.Dispose();
        });
        context.Call(name, context.Reference(step.Input), context.Reference(step.Output));
    }
}
