using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.ActivationText;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>An activation of its own, over all elements in whatever order they lie.</summary>
internal static class ActivateEmitter
{
    public static void Emit(EmitContext context, ActivateStep step)
    {
        int length = step.Input.Layout.Length, lanes = context.Width.Lanes, whole = length / lanes * lanes;
        string name = context.Kernels.Add(context.MethodName(step), $"{step.Name}: {step.Function} of {length} elements.", "ref float x, ref float y", writer =>
        {
            if (whole > 0)
            {
                using (writer.BeginBlock($"for (nint i = 0; i < {whole}; i += {lanes})"))
                {
                    writer.Line($"var a = {context.Vector}.LoadUnsafe(ref Unsafe.Add(ref x, i));");
                    writer.Line($"a = {Activate(context.Vector, step.Function, "a")};");
                    writer.Line("a.StoreUnsafe(ref Unsafe.Add(ref y, i));");
                }
            }

            if (whole == length) return;
            using (writer.BeginBlock($"for (nint i = {whole}; i < {length}; i++)"))
            {
                writer.Line("float a = Unsafe.Add(ref x, i);");
                writer.Line($"Unsafe.Add(ref y, i) = {Activate(null, step.Function, "a")};");
            }
        });
        context.Call(name, context.Reference(step.Input), context.Reference(step.Output));
    }
}
