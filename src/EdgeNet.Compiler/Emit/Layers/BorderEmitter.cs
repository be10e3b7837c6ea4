using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>Fills what lies before a tensor's rows, between them and after them; each is one run, as borders of neighbouring rows meet.</summary>
internal static class BorderEmitter
{
    public static void Emit(EmitContext context, BorderStep step)
    {
        string name = context.Kernels.Add(context.MethodName(step), $"{step.Name}: {step.Summary}.", "ref float y", writer => Write(context, step, writer));
        context.Call(name, context.Reference(step.Border.Around(step.Output)));
    }

    private static void Write(EmitContext context, BorderStep step, SourceWriter writer)
    {
        TensorLayout inside = step.Output.Layout;
        int corner = step.Output.Offset - step.Border.Around(step.Output).Offset, row = inside.Width * inside.Channels;
        int afterRow = inside.RowStride - row, afterSlice = inside.DepthStride - (inside.Height - 1) * inside.RowStride - row;
        Fill(context, step, writer, "y", corner);
        IDisposable? slices = writer.BeginLoop("z", inside.Depth);
        string? z = slices is null ? null : "z";
        if (afterRow > 0 && inside.Height > 1)
        {
            using (writer.BeginLoop("r", inside.Height - 1))
            {
                string? r = inside.Height == 2 ? null : "r";
                writer.Line($"ref float gap = ref Unsafe.Add(ref y, {Sum((z, inside.DepthStride), (r, inside.RowStride), ("1", corner + row))});");
                Fill(context, step, writer, "gap", afterRow);
            }
        }

        slices?.Dispose();
        int last = corner + (inside.Height - 1) * inside.RowStride + row;
        if (afterSlice > 0 && inside.Depth > 1)
        {
            using (writer.BeginLoop("z", inside.Depth - 1))
            {
                writer.Line($"ref float below = ref Unsafe.Add(ref y, {Sum((inside.Depth == 2 ? null : "z", inside.DepthStride), ("1", last))});");
                Fill(context, step, writer, "below", afterSlice);
            }
        }

        last += (inside.Depth - 1) * inside.DepthStride;
        TensorLayout around = step.Border.Around(step.Output).Layout;
        Fill(context, step, writer, Element("y", last), around.Length - last);
    }

    private static void Fill(EmitContext context, BorderStep step, SourceWriter writer, string reference, int count) =>
        FillRun.Write(writer, context.Width.Lanes, reference, count, step.Border.Fill);
}
