using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>Sets a tensor to one value.</summary>
internal static class FillEmitter
{
    public static void Emit(EmitContext context, FillStep step)
    {
        string name = context.Kernels.Add(context.MethodName(step), $"{step.Name}: {step.Summary}.", "ref float y",
            writer => writer.Line(VectorText.Invariant($"MemoryMarshal.CreateSpan(ref y, {step.Output.Layout.Length}).Fill({VectorText.Literal(step.Value)});")));
        context.Call(name, context.Reference(step.Output));
    }
}
