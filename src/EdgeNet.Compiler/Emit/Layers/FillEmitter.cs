using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>Sets a tensor to one value.</summary>
internal static class FillEmitter
{
    public static void Emit(EmitContext context, FillStep step)
    {
        string name = context.Kernels.Add(context.MethodName(step), $"{step.Name}: {step.Summary}.", "ref float y", writer =>
        {
            StridedNest nest = StridedNest.Of(LayoutPlanner.Whole(step.Output.Layout));
            using NestLoops loops = NestLoops.Begin(writer, nest.Outer, ["y"], "n");
            writer.Line(VectorText.Invariant($"MemoryMarshal.CreateSpan(ref {loops.References[0]}, {nest.Innermost.Count}).Fill({VectorText.Literal(step.Value)});"));
        });
        context.Call(name, context.Reference(step.Output));
    }
}
