using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>Reductions, with lanes over what is reduced where that lies together, else over what stays.</summary>
internal static class ReduceEmitter
{
    public static void Emit(EmitContext context, ReduceStep step)
    {
        string name = context.Kernels.Add(context.MethodName(step), $"{step.Name}: {step.Kind}, {step.Summary}.", "ref float x, ref float y",
            writer => Write(context, writer, step));
        context.Call(name, context.Reference(step.Input), context.Reference(step.Output));
    }

    private static void Write(EmitContext context, SourceWriter writer, ReduceStep step)
    {
        StridedLoop run = step.Kept.Innermost;
        bool beside = run.Count > 1 && run.Strides.All(s => s == 1);
        using NestLoops loops = NestLoops.Begin(writer, beside ? step.Kept.Outer : step.Kept.Loops, ["x", "y"], "n");
        if (!beside)
        {
            WriteResult(writer, step, null, loops.References[0], loops.References[1],
                (reference, name, how) => ReductionLoops.Across(writer, context.Width.Lanes, step.Reduced, reference, name, how));
            return;
        }

        LaneRuns.Write(writer, context.Width.Lanes, run.Count, (vector, i) =>
        {
            writer.Line($"ref float xi = ref Unsafe.Add(ref {loops.References[0]}, {i});");
            writer.Line($"ref float yi = ref Unsafe.Add(ref {loops.References[1]}, {i});");
            WriteResult(writer, step, vector, "xi", "yi", (reference, name, how) => ReductionLoops.Beside(writer, vector, step.Reduced, reference, name, how));
        });
    }

    private static void WriteResult(
        SourceWriter writer, ReduceStep step, string? vector, string x, string y, Action<string, string, Accumulation> gather)
    {
        string maths = vector ?? "MathF", count = vector is null ? Literal(step.Reduced.Elements) : $"{vector}.Create({Literal(step.Reduced.Elements)})";
        string result;
        switch (step.Function)
        {
            case ReduceFunction.LogSumExp:
                gather(x, "m", Accumulation.Max);
                // Nothing but minus infinities has no finite number to take off.
                writer.Line(vector is null ? "if (float.IsInfinity(m)) m = 0f;"
                    : $"m = {vector}.ConditionalSelect({vector}.Equals({vector}.Abs(m), {vector}.Create(float.PositiveInfinity)), {vector}<float>.Zero, m);");
                gather(x, "s", Accumulation.Sum((inner, v) =>
                    $"VectorMath.Exp({v} - {(inner is null || vector is not null ? "m" : $"{inner}.Create(m)")})"));
                result = $"m + {maths}.Log(s)";
                break;
            case ReduceFunction.Max:
                gather(x, "s", Accumulation.Max);
                result = "s";
                break;
            case ReduceFunction.Min:
                gather(x, "s", Accumulation.Min);
                result = "s";
                break;
            case ReduceFunction.Prod:
                gather(x, "s", Accumulation.Product);
                result = "s";
                break;
            default:
                gather(x, "s", Accumulation.Sum((inner, v) => step.Function switch
                {
                    ReduceFunction.L1 => $"{inner ?? "MathF"}.Abs({v})",
                    ReduceFunction.L2 or ReduceFunction.SumSquare => $"{v} * {v}",
                    _ => v,
                }));
                result = step.Function switch
                {
                    ReduceFunction.Mean => $"s / {count}",
                    ReduceFunction.L2 => $"{maths}.Sqrt(s)",
                    ReduceFunction.LogSum => $"{maths}.Log(s)",
                    _ => "s",
                };
                break;
        }

        writer.Line(vector is null ? $"{y} = {result};" : $"({result}).StoreUnsafe(ref {y});");
    }
}
