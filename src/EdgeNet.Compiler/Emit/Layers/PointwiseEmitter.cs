using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.ActivationText;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>Joins tensors element by element, lanes over the innermost loop; what is repeated along it is broadcast once, before it.</summary>
internal static class PointwiseEmitter
{
    public static void Emit(EmitContext context, PointwiseStep step)
    {
        int tensors = step.Inputs.Count;
        string parameters = string.Concat(Enumerable.Range(0, tensors).Select(t => Invariant($"ref float x{t}, "))) + "ref float y";
        string name = context.Kernels.Add(context.MethodName(step), $"{step.Name}: {step.Kind}, {step.Summary}.", parameters, writer => Write(context, writer, step));
        context.Call(name, [.. step.Inputs.Select(context.Reference), context.Reference(step.Output)]);
    }

    private static void Write(EmitContext context, SourceWriter writer, PointwiseStep step)
    {
        int tensors = step.Inputs.Count;
        string[] references = [.. Enumerable.Range(0, tensors).Select(t => Invariant($"x{t}")), "y"];
        using NestLoops loops = NestLoops.Begin(writer, step.Nest.Outer, references, "n");
        StridedLoop run = step.Nest.Innermost;
        int lanes = step.IsVectorised && PointwiseText.HasVector(step) ? context.Width.Lanes : 1;
        for (int t = 0; t < tensors; t++)
        {
            if (run.Strides[t] != 0) continue;
            writer.Line($"float s{t} = {loops.References[t]};");
            foreach (string vector in LaneRuns.Vectors(lanes, run.Count)) writer.Line($"var s{t}_{vector} = {vector}.Create(s{t});");
        }

        LaneRuns.Write(writer, lanes, run.Count, (vector, i) =>
        {
            for (int t = 0; t < tensors; t++)
            {
                if (run.Strides[t] == 0) continue;
                string at = At(loops.References[t], i, run.Strides[t]);
                writer.Line(vector is null ? $"float a{t} = {at};" : $"var a{t} = {vector}.LoadUnsafe(ref {at});");
            }

            string[] operands = [.. Enumerable.Range(0, tensors).Select(t => run.Strides[t] != 0 ? Invariant($"a{t}") : vector is null ? Invariant($"s{t}") : Invariant($"s{t}_{vector}"))];
            writer.Line($"var a = {PointwiseText.Expression(vector, step, operands)};");
            if (step.Activation != default) writer.Line($"a = {Activate(vector, step.Activation, "a")};");
            string to = At(loops.References[tensors], i, run.Strides[tensors]);
            writer.Line(vector is null ? $"{to} = a;" : $"a.StoreUnsafe(ref {to});");
        });
    }

    private static string At(string reference, string index, int stride) =>
        index == "0" ? reference : $"Unsafe.Add(ref {reference}, {Sum((index, stride))})";
}
