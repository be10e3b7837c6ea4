using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.ActivationText;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>An activation of its own, over all elements in the order in which they lie.</summary>
internal static class ActivateEmitter
{
    public static void Emit(EmitContext context, ActivateStep step)
    {
        string name = context.Kernels.Add(context.MethodName(step), $"{step.Name}: {step.Function} of {step.Nest.Elements} elements.", "ref float x, ref float y",
            writer => Write(context, step, writer));
        context.Call(name, context.Reference(step.Input), context.Reference(step.Output));
    }

    private static void Write(EmitContext context, ActivateStep step, SourceWriter writer)
    {
        using NestLoops loops = NestLoops.Begin(writer, step.Nest.Outer, ["x", "y"], "n");
        StridedLoop run = step.Nest.Innermost;
        LaneRuns.Write(writer, run.Strides.All(s => s == 1) ? context.Width.Lanes : 1, run.Count, (vector, i) =>
        {
            string from = At(loops.References[0], i, run.Strides[0]), to = At(loops.References[1], i, run.Strides[1]);
            writer.Line(vector is null ? $"float a = {from};" : $"var a = {vector}.LoadUnsafe(ref {from});");
            writer.Line($"a = {Activate(vector, step.Function, "a")};");
            writer.Line(vector is null ? $"{to} = a;" : $"a.StoreUnsafe(ref {to});");
        });
    }

    private static string At(string reference, string index, int stride) =>
        index == "0" ? reference : $"Unsafe.Add(ref {reference}, {Sum((index, stride))})";
}
