using EdgeNet.Compiler.Graph;
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
            writer => Write(context, step.Function, step.Nest, writer, "x", "y"));
        context.Call(name, context.Reference(step.Input), context.Reference(step.Output));
    }

    /// <summary>
    /// Emits the activation of what a step has just stored. A function of many operations takes less time in a loop of its own, where its
    /// constants stay in registers and neighbouring vectors overlap, than among the values of another kernel.
    /// </summary>
    /// <param name="context">The plan and the methods.</param>
    /// <param name="step">The step.</param>
    /// <param name="function">The function.</param>
    /// <param name="output">Refers to the first element.</param>
    /// <param name="volume">What is activated.</param>
    /// <param name="layout">Where it lies; rows at a pitch for whole vectors of any width are activated to their ends.</param>
    public static void EmitInPlace(EmitContext context, Step step, ActivationFunction function, string output, Volume volume, TensorLayout layout)
    {
        int columns = !layout.IsChannelsLast && layout.RowStride == WorkspacePlanner.Align(volume.Width) ? layout.RowStride : volume.Width;
        (int Count, int Stride)[] axes = [(volume.Channels, layout.ChannelStride), (volume.Depth, layout.DepthStride), (volume.Height, layout.RowStride), (columns, layout.ColumnStride)];
        var loops = axes.OrderByDescending(a => a.Stride).Select(a => new StridedLoop(a.Count, new[] { a.Stride }));
        var nest = new StridedNest(StridedNest.Merge(loops, 1));
        string name = context.Kernels.Add(context.MethodName(step, "_activation"), $"{step.Name}: {function} of {nest.Elements} elements.", "ref float y",
            writer => Write(context, function, nest, writer, "y"));
        context.Call(name, output);
    }

    private static void Write(EmitContext context, ActivationFunction function, StridedNest nest, SourceWriter writer, params string[] references)
    {
        using NestLoops loops = NestLoops.Begin(writer, nest.Outer, references, "n");
        StridedLoop run = nest.Innermost;
        int last = references.Length - 1;
        LaneRuns.Write(writer, run.Strides.All(s => s == 1) ? context.Width.Lanes : 1, run.Count, (vector, i) =>
        {
            string from = At(loops.References[0], i, run.Strides[0]), to = At(loops.References[last], i, run.Strides[last]);
            writer.Line(vector is null ? $"float a = {from};" : $"var a = {vector}.LoadUnsafe(ref {from});");
            writer.Line($"a = {Activate(vector, function, "a")};");
            writer.Line(vector is null ? $"{to} = a;" : $"a.StoreUnsafe(ref {to});");
        });
    }

    private static string At(string reference, string index, int stride) =>
        index == "0" ? reference : $"Unsafe.Add(ref {reference}, {Sum((index, stride))})";
}
