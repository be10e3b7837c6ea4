using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>Normalisation, with lanes over the elements of a group where these lie together, else over groups beside each other.</summary>
internal static class NormEmitter
{
    public static void Emit(EmitContext context, NormStep step)
    {
        string[] parameters = step.Inputs.Count == 3 ? ["x", "w", "b", "y"] : ["x", "y"];
        string name = context.Kernels.Add(context.MethodName(step), $"{step.Name}: {step.Summary}.", string.Join(", ", parameters.Select(p => "ref float " + p)),
            writer => Write(context, writer, step, parameters));
        context.Call(name, [.. step.Inputs.Select(context.Reference), context.Reference(step.Output)]);
    }

    private static void Write(EmitContext context, SourceWriter writer, NormStep step, string[] tensors)
    {
        StridedLoop groups = step.Groups.Innermost;
        int y = tensors.Length - 1;
        bool beside = groups.Count > 1 && groups.Strides[0] == 1 && groups.Strides[y] == 1 && groups.Strides.All(s => s is 0 or 1);
        using NestLoops loops = NestLoops.Begin(writer, beside ? step.Groups.Outer : step.Groups.Loops, tensors, "n");
        if (!beside)
        {
            WriteStatistics(writer, step, null, loops.References[0],
                (name, how) => ReductionLoops.Across(writer, context.Width.Lanes, step.Elements, loops.References[0], name, how));
            WriteAcross(writer, context.Width.Lanes, step, loops.References);
            return;
        }

        LaneRuns.Write(writer, context.Width.Lanes, groups.Count, (vector, i) =>
        {
            string[] references = [.. tensors.Select(t => t + "i")];
            for (int t = 0; t < tensors.Length; t++)
                writer.Line($"ref float {references[t]} = ref Unsafe.Add(ref {loops.References[t]}, {Sum((i, groups.Strides[t]))});");
            WriteStatistics(writer, step, vector, "xi", (name, how) => ReductionLoops.Beside(writer, vector, step.Elements, "xi", name, how));
            using NestLoops elements = NestLoops.Begin(writer, step.Elements.Loops, references, "e");
            string Take(int t) => vector is null ? elements.References[t]
                : groups.Strides[t] == 0 ? $"{vector}.Create({elements.References[t]})" : $"{vector}.LoadUnsafe(ref {elements.References[t]})";
            WriteElement(writer, vector, Take(0), y == 3 ? Take(1) : null, y == 3 ? Take(2) : null, elements.References[y], "mean", "scale");
        });
    }

    /// <summary>Declares the mean and the reciprocal of the standard deviation.</summary>
    private static void WriteStatistics(SourceWriter writer, NormStep step, string? vector, string x, Action<string, Accumulation> gather)
    {
        string Number(float value) => vector is null ? Literal(value) : $"{vector}.Create({Literal(value)})";
        gather("sum", Accumulation.Sum((_, v) => v));
        writer.Line($"var mean = sum / {Number(step.Elements.Elements)};");
        gather("squares", Accumulation.Sum((inner, v) =>
        {
            string d = $"({v} - {(inner is null || vector is not null ? "mean" : $"{inner}.Create(mean)")})";
            return $"{d} * {d}";
        }));
        writer.Line($"var scale = {Number(1)} / {vector ?? "MathF"}.Sqrt(squares / {Number(step.Elements.Elements)} + {Number(step.Epsilon)});");
    }

    private static void WriteAcross(SourceWriter writer, int lanes, NormStep step, string[] references)
    {
        StridedLoop run = step.Elements.Innermost;
        int y = references.Length - 1;
        if (run.Count > 1 && (run.Strides[0] != 1 || run.Strides[y] != 1 || run.Strides.Any(s => s is not 0 and not 1))) lanes = 1;
        using NestLoops loops = NestLoops.Begin(writer, step.Elements.Outer, references, "e");
        LaneRuns.Write(writer, lanes, run.Count, (vector, i) =>
        {
            string At(int t) => i == "0" || run.Strides[t] == 0 ? loops.References[t] : $"Unsafe.Add(ref {loops.References[t]}, {Sum((i, run.Strides[t]))})";
            string Take(int t) => vector is null ? At(t) : run.Strides[t] == 0 ? $"{vector}.Create({At(t)})" : $"{vector}.LoadUnsafe(ref {At(t)})";
            string Broadcast(string name) => vector is null ? name : $"{vector}.Create({name})";
            WriteElement(writer, vector, Take(0), y == 3 ? Take(1) : null, y == 3 ? Take(2) : null, At(y), Broadcast("mean"), Broadcast("scale"));
        });
    }

    private static void WriteElement(SourceWriter writer, string? vector, string x, string? w, string? b, string y, string mean, string scale)
    {
        string value = $"({x} - {mean}) * {scale}";
        if (w is not null) value = vector is null ? $"{value} * {w} + {b}" : $"{vector}.MultiplyAddEstimate({value}, {w}, {b})";
        writer.Line(vector is null ? $"{y} = {value};" : $"({value}).StoreUnsafe(ref {y});");
    }
}
