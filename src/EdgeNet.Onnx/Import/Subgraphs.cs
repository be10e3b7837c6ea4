using EdgeNet.Onnx.Import.Model;
using EdgeNet.Onnx.Import.Operators;
using EdgeNet.Onnx.Proto;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import;

/// <summary>
/// Nodes that hold other nodes: calls of the model's own functions, If with a condition that is known, and Loop with a known number of rounds. What
/// they hold is imported in their place (https://onnx.ai/onnx/operators/onnx__If.html, onnx__Loop.html).
/// </summary>
internal static class Subgraphs
{
    private const int MaxDepth = 32;

    private const int MaxRounds = 1024;

    /// <summary>Whether a node holds others.</summary>
    public static bool Takes(GraphWalk walk, NodeProto node) => Function(walk, node) is not null || IsStandard(node) && node.OpType is ("If" or "Loop");

    /// <summary>Imports what a node holds.</summary>
    /// <param name="walk">The import.</param>
    /// <param name="context">The node.</param>
    /// <param name="node">The node.</param>
    /// <param name="label">What messages call it.</param>
    public static void Import(GraphWalk walk, NodeContext context, NodeProto node, string label)
    {
        if (context.Scope.Depth >= MaxDepth) throw new ImportProblemException(Invariant($"stands in more than {MaxDepth} functions and branches"));
        if (Function(walk, node) is { } function) Call(walk, context, node, function, label);
        else if (node.OpType == "If") Branch(walk, context, node, label);
        else Loop(walk, context, node, label);
    }

    private static bool IsStandard(NodeProto node) => node.Domain is "" or "ai.onnx";

    private static FunctionProto? Function(GraphWalk walk, NodeProto node) => walk.Model.Functions.GetValueOrDefault((node.Domain, node.OpType));

    private static void Call(GraphWalk walk, NodeContext context, NodeProto node, FunctionProto function, string label)
    {
        long opset = function.OpsetImport.FirstOrDefault(o => o.Domain is "" or "ai.onnx")?.Version ?? context.Opset;
        if (opset is < ModelReader.OldestOpset or > ModelReader.NewestOpset)
            throw new ImportProblemException(Invariant($"is a function of opset {opset}; {ModelReader.OldestOpset} to {ModelReader.NewestOpset} are supported"));
        if (context.Scope.Calls.Contains((node.Domain, node.OpType)))
            throw new ImportProblemException("calls its own function, directly or through others, which has no end; export the model without recursion");
        if (context.InputCount > function.Input.Count || context.OutputCount > function.Output.Count)
            throw new ImportProblemException(Invariant($"has {context.InputCount} inputs and {context.OutputCount} outputs; the function has {function.Input.Count} and {function.Output.Count}"));
        var attributes = function.AttributeProto.GroupBy(a => a.Name).ToDictionary(a => a.Key, a => a.First());
        foreach (AttributeProto attribute in node.Attribute) attributes[attribute.Name] = attribute;
        var scope = new Scope(outer: null, (int)opset, function.Output.Concat(function.Node.SelectMany(NodeOrder.Taken)))
        {
            Attributes = attributes, Depth = context.Scope.Depth + 1, Prefix = label + ", ", Calls = context.Scope.Calls.Add((node.Domain, node.OpType)),
        };
        HashSet<string> names = [.. function.Input, .. function.Node.SelectMany(n => n.Output)];
        IReadOnlyList<NodeProto> nodes = Sort(function.Node, names);
        foreach (string input in function.Input.Skip(context.InputCount))
            if (nodes.Any(n => n.Input.Contains(input))) nodes = [.. nodes.Select(n => Without(n, input))];
        for (int i = 0; i < context.InputCount; i++)
        {
            if (context.Input(i) is { } value) scope[function.Input[i]] = value;
            else nodes = [.. nodes.Select(n => Without(n, function.Input[i]))];
        }

        walk.AddNodes(nodes, scope);
        for (int i = 0; i < context.OutputCount; i++) context.Give(i, scope[function.Output[i]]);
    }

    private static void Branch(GraphWalk walk, NodeContext context, NodeProto node, string label)
    {
        if (!context.IsConstantInput(0))
            throw new ImportProblemException("is control flow with a condition that the network computes, which is unsupported: generated code has one way through; export the model with the flow traced");
        ConstantTensor condition = context.Constant(0, "condition");
        if (condition.Length != 1) throw new ImportProblemException(Invariant($"has a condition of {condition.Length} elements; expected one"));
        GraphProto graph = Graph(node, condition.Longs()[0] != 0 ? "then_branch" : "else_branch");
        Scope scope = Run(walk, context, graph, [], label);
        if (graph.Output.Count < context.OutputCount) throw new ImportProblemException(Invariant($"has {context.OutputCount} outputs, its branch {graph.Output.Count}"));
        for (int i = 0; i < context.OutputCount; i++) context.Give(i, scope[graph.Output[i].Name]);
    }

    /// <summary>As many copies of the body as there are rounds; scanned outputs are not supported.</summary>
    private static void Loop(GraphWalk walk, NodeContext context, NodeProto node, string label)
    {
        GraphProto body = Graph(node, "body");
        int carried = body.Input.Count - 2;
        if (carried < 0 || body.Output.Count != carried + 1)
            throw new ImportProblemException("gathers a value of each round, which is unsupported; export the model with the loop unrolled");
        if (context.Has(0) && !context.IsConstantInput(0) || context.Has(1) && !context.IsConstantInput(1))
            throw new ImportProblemException("is control flow with a number of rounds that the network computes, which is unsupported; export the model with the loop unrolled");
        long rounds = context.Numbers(0, "number of rounds")?[0] ?? MaxRounds + 1L;
        bool goesOn = context.Numbers(1, "condition")?[0] != 0;
        OnnxValue?[] values = [.. Enumerable.Range(2, carried).Select(context.Input)];
        for (long round = 0; round < rounds && goesOn; round++)
        {
            if (round >= MaxRounds) throw new ImportProblemException(Invariant($"has more than {MaxRounds} rounds"));
            OnnxValue?[] inputs = [new ConstantValue(new([], (long[])[round])), new ConstantValue(ConstantTensor.Of(Proto.TensorProto.Types.DataType.Bool, [], (long[])[1])), .. values];
            Scope scope = Run(walk, context, body, inputs, label);
            goesOn = scope[body.Output[0].Name] is ConstantValue { Tensor: { Length: 1 } more } ? more.Longs()[0] != 0
                : throw new ImportProblemException("has a condition that the network computes, which is unsupported; export the model with the loop unrolled");
            for (int i = 0; i < carried; i++) values[i] = scope[body.Output[i + 1].Name];
        }

        for (int i = 0; i < context.OutputCount && i < carried; i++) context.Give(i, values[i] ?? throw new ImportProblemException("has a value that nothing gives"));
    }

    private static Scope Run(GraphWalk walk, NodeContext context, GraphProto graph, OnnxValue?[] inputs, string label)
    {
        var scope = new Scope(context.Scope, context.Opset, graph.Output.Select(o => o.Name).Concat(graph.Node.SelectMany(NodeOrder.Taken)))
        {
            Attributes = context.Scope.Attributes, Depth = context.Scope.Depth + 1, Prefix = label + ", ", Calls = context.Scope.Calls,
        };
        ReadConstants(walk, graph, scope);

        for (int i = 0; i < graph.Input.Count && i < inputs.Length; i++)
            if (inputs[i] is { } value) scope[graph.Input[i].Name] = value;
        walk.AddNodes(Sort(graph.Node, null), scope);
        return scope;
    }

    private static void ReadConstants(GraphWalk walk, GraphProto graph, Scope scope)
    {
        string Label(string name) => $"its initializer '{ModelReader.Shorten(name)}'";
        try
        {
            foreach (TensorProto tensor in graph.Initializer)
                scope[tensor.Name] = new ConstantValue(walk.Model.Tensors.Read(tensor, Label(tensor.Name)));
            foreach (SparseTensorProto tensor in graph.SparseInitializer)
                scope[tensor.Values?.Name ?? ""] = new ConstantValue(walk.Model.Tensors.ReadSparse(tensor, Label(tensor.Values?.Name ?? "")));
        }
        catch (InvalidDataException e)
        {
            throw new ImportProblemException("cannot be read: " + e.Message);
        }
    }

    private static IReadOnlyList<NodeProto> Sort(IReadOnlyList<NodeProto> nodes, HashSet<string>? names)
    {
        var problems = new List<string>();
        HashSet<string> known = names ?? [.. nodes.SelectMany(NodeOrder.Taken), .. nodes.SelectMany(n => n.Output)];
        IReadOnlyList<NodeProto> sorted = NodeOrder.Sort(nodes, known, problems);
        return problems.Count == 0 ? sorted : throw new ImportProblemException("cannot be unfolded: " + problems[0].TrimEnd('.'));
    }

    private static NodeProto Without(NodeProto node, string input)
    {
        if (!node.Input.Contains(input)) return node;
        NodeProto changed = node.Clone();
        for (int i = 0; i < changed.Input.Count; i++)
            if (changed.Input[i] == input) changed.Input[i] = "";
        return changed;
    }

    private static GraphProto Graph(NodeProto node, string name) =>
        node.Attribute.FirstOrDefault(a => a.Name == name)?.G ?? throw new ImportProblemException($"has no {name}");
}
