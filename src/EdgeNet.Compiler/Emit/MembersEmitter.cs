using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning;
using EdgeNet.Description;
using EdgeNet.Safety;

namespace EdgeNet.Compiler.Emit;

/// <summary>Writes the members that are the same for every network but for their figures.</summary>
internal static class MembersEmitter
{
    public static void WriteConstants(SourceWriter writer, NetworkGraph graph, ExecutionPlan plan)
    {
        void Constant(string type, string name, string value, string summary)
        {
            writer.Line($"/// <summary>{summary}</summary>");
            writer.Line($"public const {type} {name} = {value};");
            writer.Line();
        }

        Node[] inputs = [.. graph.Inputs], outputs = [.. graph.Outputs.Select(o => graph[o])];
        Constant("int", "InputLength", $"{graph.InputLength}", $"Elements of the input: {Shapes(inputs)}.");
        Constant("int", "OutputLength", $"{graph.OutputLength}", $"Elements of the output: {Shapes(outputs)}.");
        Constant("int", "WorkspaceLength", $"{plan.WorkspaceLength}", "Elements of workspace that one inference needs.");
        Constant("int", "WeightsLength", $"{plan.WeightsLength}", "Elements of the packed weights.");
        Constant("long", "ParameterCount", $"{graph.Parameters().Sum(p => p.Shape.LongLength)}", "Trained numbers in all parameters together.");
        Constant("long", "MultiplyAdds", $"{graph.MultiplyAdds}", "Multiply-add operations of one inference.");
        writer.Line("/// <summary>Name, shapes and sizes.</summary>");
        writer.Line("public static global::EdgeNet.NetworkInfo NetworkInfo { get; } = new(");
        writer.Line($"    {CSharpText.Literal(graph.Name)}, \"{Fingerprint.Of(graph)}\",");
        WriteTensors(writer, inputs);
        WriteTensors(writer, outputs);
        writer.Line("    new global::EdgeNet.ParameterInfo[]");
        writer.Line("    {");
        foreach (var (name, shape) in graph.Parameters()) writer.Line($"        new({CSharpText.Literal(name)}, {Array(shape)}),");
        writer.Line("    },");
        writer.Line("    WeightsLength, WorkspaceLength, MultiplyAdds);");
        writer.Line();
    }

    public static void WriteDescription(SourceWriter writer, NetworkDescription description, NetworkGraph graph)
    {
        const string Types = "global::EdgeNet.Description.";
        writer.Line("/// <summary>The network as its attributes describe it.</summary>");
        writer.Line($"public static {Types}NetworkDescription Description => new(");
        writer.Line($"    {CSharpText.Literal(graph.Name)},");
        writer.Line($"    new {Types}InputDescription[] {{ {string.Join(", ", description.Inputs.Select(i => $"new({CSharpText.Literal(i.Name)}, new int[] {{ {string.Join(", ", i.Shape)} }})"))} }},");
        writer.Line($"    new {Types}LayerDescription[]");
        writer.Line("    {");
        foreach (LayerDescription layer in description.Layers)
        {
            string arguments = string.Concat(layer.Arguments.Select(a => $", new {Types}LayerArgument({CSharpText.Literal(a.Name)}, {a.Value})"));
            writer.Line($"        new({CSharpText.Literal(layer.Kind)}{arguments}),");
        }

        writer.Line("    },");
        string outputs = description.Outputs.Count == 0 ? "" : $", new string[] {{ {string.Join(", ", description.Outputs.Select(CSharpText.Literal))} }}";
        string exact = description.Exact ? ", Exact: true" : "", trace = description.Trace ? " { Trace = true }" : "";
        writer.Line($"    global::EdgeNet.Unroll.{description.Unroll}{outputs}{exact}){trace};");
    }

    /// <param name="writer">Takes the text.</param>
    /// <param name="target">The class that the code goes into.</param>
    /// <param name="traces">Whether instances trace.</param>
    public static void WriteInstance(SourceWriter writer, TargetClass target, bool traces)
    {
        string name = target.Name;
        const string Instance = "global::EdgeNet.NetworkInstance";
        string trace = traces ? $", {TraceEmitter.ClassName}.Functions" : "";
        void Member(string summary, string member)
        {
            writer.Line();
            writer.Line($"/// <summary>{summary}</summary>");
            writer.Line(member);
        }

        writer.Line();
        writer.Line($"private readonly {Instance} _instance;");
        writer.Line();
        // Else no instance could be created here; what the user requires is then the user's to set.
        if (target.HasRequiredMembers) writer.Line("[global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers]");
        writer.Line($"private {name}({Instance} instance) => _instance = instance;");
        Member("Packs parameters into a network ready to run.",
            $"public static {name} Create(global::EdgeNet.IParameterSource parameters) => new({Instance}.Create(NetworkInfo, Pack, Infer, "
                + $"parameters{trace}));");
        Member("Loads weights from a safetensors file.",
            $"public static {name} Load(string path) => new({Instance}.Load(NetworkInfo, Pack, Infer, path{trace}));");
        Member("Loads weights from a stream of safetensors data.",
            $"public static {name} Load(global::System.IO.Stream stream) => "
            + $"new({Instance}.Load(NetworkInfo, Pack, Infer, stream{trace}));");
        Member($"Loads the weights embedded in this assembly as the resource \"{name.TrimStart('@')}.safetensors\".",
            $"public static {name} LoadEmbedded() => new({Instance}.LoadEmbedded(NetworkInfo, Pack, Infer, "
                + $"typeof({name}).Assembly{trace}));");
        Member("Another instance over the same weights, with a workspace of its own, for another thread.",
            $"public {name} Share() => new(_instance.Share());");
        Member("Name, shapes and sizes.", "public global::EdgeNet.NetworkInfo Info => NetworkInfo;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("public void Infer(global::System.ReadOnlySpan<float> input, global::System.Span<float> output) => _instance.Infer(input, output);");
        Member("Runs the network on one sample and picks the largest output. Allocates nothing.",
            "public global::EdgeNet.Prediction Predict(global::System.ReadOnlySpan<float> input) => _instance.Predict(input);");
        Member("Frees the workspace, and the weights with the last instance that shares them.", "public void Dispose() => _instance.Dispose();");
    }

    /// <summary>The shapes of tensors that lie one after the other.</summary>
    internal static string Shapes(IReadOnlyList<Node> tensors) =>
        tensors.Count == 1 ? $"{tensors[0].Shape}" : string.Join(" and ", tensors.Select(t => $"{t.Name} {t.Shape}"));

    private static void WriteTensors(SourceWriter writer, IEnumerable<Node> tensors) => writer.Line(
        $"    new global::EdgeNet.TensorInfo[] {{ {string.Join(", ", tensors.Select(t => $"new({CSharpText.Literal(t.Name)}, {Array(t.Shape)})"))} }},");

    private static string Array(TensorShape shape) => $"new int[] {{ {string.Join(", ", shape.Dimensions)} }}";
}
