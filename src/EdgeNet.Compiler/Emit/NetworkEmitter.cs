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
    public static string Emit(NetworkDescription description, NetworkGraph graph, ExecutionPlan plan, TargetClass target)
    {
        target = target with { Name = CSharpText.TypeName(target.Name.TrimStart('@')) };
        // File-scoped: another file may have a class of the same name.
        string kernelClass = target.Name.TrimStart('@') + "Kernels";
        var kernels = new KernelSet();
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

        var writer = new SourceWriter();
        HeaderEmitter.Write(writer, description, graph, plan);
        WriteClass(writer, description, graph, plan, target, infers);
        writer.Line();
        WriteKernels(writer, kernels, kernelClass);
        return writer.ToString();
    }

    private static void WriteClass(
        SourceWriter writer, NetworkDescription description, NetworkGraph graph, ExecutionPlan plan, TargetClass target,
        List<(VectorWidth Width, string Body)> infers)
    {
        var blocks = new Stack<IDisposable>();
        if (target.Namespace.Length > 0) blocks.Push(writer.BeginNamespace($"namespace {target.Namespace}"));
        foreach (string type in target.ContainingTypes) blocks.Push(writer.BeginBlock(type));
        if (target.DeniesClsCompliance) writer.Line("[global::System.CLSCompliant(false)]");
        using (writer.BeginBlock($"partial class {target.Name} : global::EdgeNet.ICompiledNetwork<{target.Name}>"))
        {
            MembersEmitter.WriteConstants(writer, graph, plan);
            MembersEmitter.WriteDescription(writer, description, graph);
            InferEmitter.Write(writer, infers);
            PackEmitter.Write(writer, plan);
            MembersEmitter.WriteInstance(writer, target);
        }

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
