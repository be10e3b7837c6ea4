using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>
/// Softmax along an axis: where its elements lie together, one call each; else lanes over the elements beside each other, in three
/// passes over the axis.
/// </summary>
internal static class SoftmaxEmitter
{
    public static void Emit(EmitContext context, SoftmaxStep step)
    {
        string name = context.Kernels.Add(context.MethodName(step), $"{step.Name}: {step.Kind} {step.Summary}.", "ref float x, ref float y",
            writer => Write(context, writer, step));
        context.Call(name, context.Reference(step.Input), context.Reference(step.Output));
    }

    private static void Write(EmitContext context, SourceWriter writer, SoftmaxStep step)
    {
        StridedLoop axis = step.Axis, run = step.Nest.Innermost;
        if (axis.Count == 1 || axis.Strides.All(s => s == 1))
        {
            using NestLoops loops = NestLoops.Begin(writer, step.Nest.Loops, ["x", "y"], "n");
            writer.Line($"VectorMath.{step.Kind}(MemoryMarshal.CreateReadOnlySpan(ref {loops.References[0]}, {axis.Count}), MemoryMarshal.CreateSpan(ref {loops.References[1]}, {axis.Count}));");
            return;
        }

        using NestLoops outer = NestLoops.Begin(writer, step.Nest.Outer, ["x", "y"], "n");
        int lanes = run.Strides.All(s => s == 1) ? context.Width.Lanes : 1;
        LaneRuns.Write(writer, lanes, run.Count, (vector, i) =>
        {
            writer.Line($"ref float xi = ref Unsafe.Add(ref {outer.References[0]}, {Sum((i, run.Strides[0]))});");
            writer.Line($"ref float yi = ref Unsafe.Add(ref {outer.References[1]}, {Sum((i, run.Strides[1]))});");
            string x = At(vector, "xi", axis.Strides[0]);
            string loop = Invariant($"for (nint k = 0; k < {axis.Count}; k++)");
            writer.Line($"var m = {At(vector, "xi", 0)};");
            using (writer.BeginBlock(loop)) writer.Line($"m = {vector ?? "MathF"}.Max(m, {x});");
            writer.Line(vector is null ? "float s = 0f;" : $"var s = {vector}<float>.Zero;");
            if (step.Log)
            {
                using (writer.BeginBlock(loop)) writer.Line($"s += VectorMath.Exp({x} - m);");
                writer.Line($"s = {(vector is null ? "MathF.Log(s)" : $"{vector}.Log(s)")};");
                using (writer.BeginBlock(loop)) Store(writer, vector, axis.Strides[1], $"({x} - m) - s");
            }
            else
            {
                using (writer.BeginBlock(loop))
                {
                    writer.Line($"var e = VectorMath.Exp({x} - m);");
                    Store(writer, vector, axis.Strides[1], "e");
                    writer.Line("s += e;");
                }

                using (writer.BeginBlock(loop)) Store(writer, vector, axis.Strides[1], $"{At(vector, "yi", axis.Strides[1])} / s");
            }
        });
    }

    private static string At(string? vector, string reference, int stride)
    {
        string at = stride == 0 ? reference : $"Unsafe.Add(ref {reference}, {Sum(("k", stride))})";
        return vector is null ? at : $"{vector}.LoadUnsafe(ref {at})";
    }

    private static void Store(SourceWriter writer, string? vector, int stride, string value) => writer.Line(vector is null
        ? $"Unsafe.Add(ref yi, {Sum(("k", stride))}) = {value};"
        : $"({value}).StoreUnsafe(ref Unsafe.Add(ref yi, {Sum(("k", stride))}));");
}
