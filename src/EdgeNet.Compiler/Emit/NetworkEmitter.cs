using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Naming;
using EdgeNet.Compiler.Planning;
using EdgeNet.Description;
using EdgeNet.Safety;

namespace EdgeNet.Compiler.Emit;

/// <summary>Plan → one C# file: the header that draws the network, the user's class, and the kernels.</summary>
internal static class NetworkEmitter
{
    /// <summary>Writes the file.</summary>
    /// <param name="description">What was written.</param>
    /// <param name="graph">The graph before the passes: the parameters' order and the fingerprint are its.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="target">The class that the code goes into.</param>
    /// <param name="trace">The plan of Trace; null where there is none.</param>
    public static string Emit(
        NetworkDescription description, NetworkGraph graph, ExecutionPlan plan, TargetClass target, ExecutionPlan? trace = null)
    {
        target = target with { Name = CSharpText.TypeName(target.Name.TrimStart('@')) };
        // File-scoped: another file may have a class of the same name.
        string kernelClass = target.Name.TrimStart('@') + "Kernels", traceClass = target.Name.TrimStart('@') + "TraceKernels";
        KernelSet kernels = new(), traceKernels = new();
        List<(VectorWidth Width, string Body)> infers = Infers(plan, kernels, kernelClass);
        var writer = new SourceWriter();
        HeaderEmitter.Write(writer, description, graph, plan);
        WriteClass(writer, target, body =>
        {
            MembersEmitter.WriteConstants(body, graph, plan);
            MembersEmitter.WriteDescription(body, description, graph);
            InferEmitter.Write(body, infers);
            PackEmitter.Write(body, plan);
            MembersEmitter.WriteInstance(body, target, traces: trace is not null);
            if (trace is not null) TraceEmitter.Write(body, graph, trace, Infers(trace, traceKernels, traceClass));
        });
        writer.Line();
        WriteKernels(writer, kernels, kernelClass);
        if (trace is not null)
        {
            writer.Line();
            WriteKernels(writer, traceKernels, traceClass);
        }

        return writer.ToString();
    }

    /// <summary>The body of Infer at each width; the methods that it calls go into the set.</summary>
    private static List<(VectorWidth Width, string Body)> Infers(ExecutionPlan plan, KernelSet kernels, string kernelClass)
    {
        var infers = new List<(VectorWidth Width, string Body)>();
        foreach (VectorWidth width in VectorWidth.All)
        {
            var infer = new SourceWriter();
            var context = new EmitContext(plan, width, kernels, kernelClass, infer);
            foreach (Step step in plan.Steps)
            {
                infer.Line($"// {step.Name}: {step.Kind} {step.Summary}".TrimEnd());
                StepEmitter.Emit(context, step);
            }

            infers.Add((width, infer.ToString()));
        }

        return infers;
    }

    private static void WriteClass(SourceWriter writer, TargetClass target, Action<SourceWriter> writeMembers)
    {
        var blocks = new Stack<IDisposable>();
        if (target.Namespace.Length > 0) blocks.Push(writer.BeginNamespace($"namespace {target.Namespace}"));
        foreach (string type in target.ContainingTypes) blocks.Push(writer.BeginBlock(type));
        if (target.DeniesClsCompliance) writer.Line("[global::System.CLSCompliant(false)]");
        using (writer.BeginBlock($"partial class {target.Name} : global::EdgeNet.ICompiledNetwork<{target.Name}>")) writeMembers(writer);
        while (blocks.Count > 0) blocks.Pop().Dispose();
    }

    private static void WriteKernels(SourceWriter writer, KernelSet kernels, string kernelClass)
    {
        using (writer.BeginNamespace($"namespace {EmittedNames.KernelNamespace}"))
        {
            foreach (string import in EmittedNames.Imports)
                writer.Line($"using global::{import};");
            writer.Line();
            writer.Line("// Spans are checked before they come here; references then move within their bounds by offsets known at compile time.");
            using (writer.BeginBlock($"file static class {kernelClass}")) kernels.WriteTo(writer);
        }
    }
}
