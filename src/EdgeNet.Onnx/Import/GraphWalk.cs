using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Folding;
using EdgeNet.Onnx.Import.Model;
using EdgeNet.Onnx.Import.Operators;
using EdgeNet.Onnx.Proto;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import;

/// <summary>Takes a model's nodes in order and makes layers and constants of them, under one reading of the batch axis.</summary>
internal sealed class GraphWalk
{
    private readonly ImportSettings _settings;
    private readonly IReadOnlySet<string> _bound;
    /// <summary>Nodes of functions, branches and loops.</summary>
    private const int MaxUnfolded = 100_000;

    private readonly Scope _scope;
    private int _unfolded;
    private readonly List<string> _problems = [];

    /// <summary>Prepares a walk.</summary>
    /// <param name="model">The model.</param>
    /// <param name="mode">What the first axis is.</param>
    /// <param name="settings">Shapes and values of inputs.</param>
    /// <param name="bound">The inputs that are constants.</param>
    public GraphWalk(OnnxModel model, BatchMode mode, ImportSettings settings, IReadOnlySet<string> bound)
    {
        Model = model;
        Mode = mode;
        _settings = settings;
        _bound = bound;
        Budget = new ConstantBudget(model.Constants.Values.Sum(c => c.Length));
        _scope = new Scope(outer: null, model.Opset, model.Outputs.Concat(model.Nodes.SelectMany(NodeOrder.Taken)));
    }

    /// <summary>A walk aside, for a node of constants alone: all their axes are computed.</summary>
    private GraphWalk(GraphWalk main)
    {
        Model = main.Model;
        Mode = BatchMode.Whole;
        _settings = main._settings;
        _bound = main._bound;
        _scope = main._scope;
        Budget = main.Budget;
        Drafts.Origin = main.Drafts.Origin;
        Drafts.AddInput("input", [1]); // that nothing takes: a network has one
    }

    /// <summary>The model.</summary>
    public OnnxModel Model { get; }

    /// <summary>What the first axis is.</summary>
    public BatchMode Mode { get; }

    /// <summary>The layers so far.</summary>
    public DraftList Drafts { get; } = new();

    /// <summary>What computed constants may take.</summary>
    public ConstantBudget Budget { get; }

    /// <summary>Whether quantization between layers is passed through.</summary>
    public bool PassesQuantization => _settings.PassesQuantization;

    /// <summary>Whether any was.</summary>
    public bool HasPassedQuantization { get; set; }

    /// <summary>What stands in the way.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The file's inputs that are inputs of the network, in order, with their layers' outputs.</summary>
    public List<(GraphInput Input, int[] OnnxShape, DraftOutput Source)> Inputs { get; } = [];

    /// <summary>The graph's outputs as the network gives them, in order.</summary>
    public List<(string Name, int[] OnnxShape, DraftOutput Source)> Outputs { get; } = [];

    /// <summary>Takes every node.</summary>
    public void Run()
    {
        foreach (var (name, tensor) in Model.Constants) _scope[name] = new ConstantValue(tensor);
        foreach (GraphInput input in Model.Inputs) AddInput(input);
        AddNodes(Model.Nodes, _scope);
        if (_problems.Count > 0) return;
        foreach (string output in Model.Outputs) AddOutput(output);
        if (Inputs.Count == 0) _problems.Add("The graph has no input that a network could take: everything in it is constant.");
    }

    /// <summary>Asks for graph inputs to be constants, where their values are known.</summary>
    public void RequestConstants(IReadOnlyList<string> inputs)
    {
        if (inputs.Count > 0 && inputs.All(_settings.Values.ContainsKey)) throw new NeedsConstantException(inputs);
    }

    /// <summary>Asks for the graph inputs that a layer depends on to be constants; the network's first input never is.</summary>
    public void RequestConstants(LayerDraft draft)
    {
        var inputs = new HashSet<string>();
        var seen = new HashSet<LayerDraft>();
        var waiting = new Stack<LayerDraft>([draft]);
        while (waiting.TryPop(out LayerDraft? next))
        {
            if (!seen.Add(next)) continue;
            if (next.Kind == LayerDraft.Input) inputs.Add(Inputs.First(i => i.Source.Draft == next).Input.Name);
            foreach (DraftOutput input in next.Inputs) waiting.Push(input.Draft);
        }

        if (!inputs.Contains(Model.Inputs[0].Name)) RequestConstants([.. inputs]);
    }

    /// <summary>The node that makes a layer of constants alone, or null where an input of the network goes into it.</summary>
    public static string? Computes(LayerDraft draft)
    {
        var seen = new HashSet<LayerDraft>();
        var waiting = new Stack<LayerDraft>([draft]);
        while (waiting.TryPop(out LayerDraft? next))
        {
            if (next.Kind == LayerDraft.Input) return null;
            if (!seen.Add(next)) continue;
            foreach (DraftOutput input in next.Inputs) waiting.Push(input.Draft);
        }

        return draft.Origin;
    }

    private void AddInput(GraphInput input)
    {
        if (_bound.Contains(input.Name) && _settings.Values.TryGetValue(input.Name, out ConstantTensor? value))
        {
            _scope[input.Name] = new ConstantValue(value);
            return;
        }

        _scope[input.Name] = new UnknownValue();
        if (!_scope.IsUsed(input.Name)) return;
        if (ElementType.Size(input.Type) == 0)
        {
            _problems.Add($"The input '{ModelReader.Shorten(input.Name)}' has elements of {ElementType.Name((int)input.Type)}; networks compute in float32, and numbers that fit it can be taken.");
            return;
        }

        if (ShapeOf(input) is not { } shape) return;
        int[] sample;
        if (Mode == BatchMode.Whole)
        {
            sample = shape.Length > 1 && shape[0] == 1 ? shape[1..] : shape.Length == 0 ? [1] : shape;
        }
        else if (shape.Length < 2 || Inputs.Count > 0 && Inputs[0].OnnxShape[0] != shape[0])
        {
            if (Inputs.Count == 0) _problems.Add($"The input '{ModelReader.Shorten(input.Name)}' of the shape {Dimensions.Text(shape)} has no axis besides the batch axis.");
            else _scope[input.Name] = new UnbatchedInput(input.Name, shape);
            return;
        }
        else
        {
            sample = shape[1..];
        }

        DraftOutput source = Drafts.AddInput(input.Name, sample);
        Inputs.Add((input, shape, source));
        _scope[input.Name] = new ActivationValue(shape, source, input.Type);
    }

    private int[]? ShapeOf(GraphInput input)
    {
        if (_settings.Shapes.TryGetValue(input.Name, out int[]? given))
        {
            if (given.Contains(0))
            {
                _problems.Add($"The input '{ModelReader.Shorten(input.Name)}' has the shape {Dimensions.Text(given)} and holds nothing; networks have sizes of 1 or more: give a shape without 0.");
                return null;
            }

            if (input.Shape is null || input.Shape.Count == given.Length && input.Shape.Index().All(s => s.Item is null || s.Item == given[s.Index])) return given;
            _problems.Add($"The input '{ModelReader.Shorten(input.Name)}' has the shape ({string.Join(", ", input.Shape.Select((s, i) => s?.ToString() ?? input.Symbols[i]))}); {Dimensions.Text(given)} does not fit.");
            return null;
        }

        if (input.Shape is null)
        {
            _problems.Add($"The input '{ModelReader.Shorten(input.Name)}' has no shape in the file; give one, batch axis included.");
            return null;
        }

        int[] shape = [.. input.Shape.Select((size, axis) => size ?? (axis == 0 ? 1 : 0))];
        int unknown = Array.IndexOf(shape, 0);
        if (unknown < 0) return shape;
        string symbol = input.Symbols[unknown].Length > 0 ? $"'{ModelReader.Shorten(input.Symbols[unknown])}'" : "unknown";
        _problems.Add(Invariant($"The input '{ModelReader.Shorten(input.Name)}' has an axis {unknown} of a size that the file leaves open ({symbol}); code is generated for one size: give the input's shape, {OpenAxes.Option(input)}."));
        return null;
    }

    /// <summary>Takes nodes, each after those whose outputs it takes.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="scope">Their names.</param>
    public void AddNodes(IReadOnlyList<NodeProto> nodes, Scope scope)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            // Functions that call functions, and loops in loops, may stand for any number of nodes.
            if (scope.Depth > 0 && ++_unfolded > MaxUnfolded)
                throw new OnnxImportException(Model.File, Invariant($"its functions, branches and loops unfold to more than {MaxUnfolded} nodes."));
            AddNode(nodes[i], i, scope);
        }
    }

    private void AddNode(NodeProto proto, int position, Scope scope)
    {
        string label = scope.Prefix + NodeLabel.Of(proto, position);
        var results = new OnnxValue?[proto.Output.Count];
        Drafts.Origin = label;
        try
        {
            NodeProto node = scope.Resolve(proto);
            OnnxValue?[] inputs = [.. node.Input.Select(name => name.Length == 0 ? null : scope[name])];
            while (inputs.Length > 0 && inputs[^1] is null) inputs = inputs[..^1];
            // What is wrong with a node above has been said; this one cannot be judged without its input.
            bool isKnown = !inputs.Any(i => i is UnknownValue);
            bool isInner = Subgraphs.Takes(this, node);
            OperatorEntry? entry = isInner ? null : OperatorTable.Find(node);
            // What no network computes is told even where its input is in doubt.
            if (!isKnown && entry is { Import: null } && UnsupportedOperators.IsExplained(node.OpType)) throw new ImportProblemException(UnsupportedOperators.Reason(node.OpType));
            if (isKnown && entry is not null) Import(entry, scope, node, inputs, results);
            else if (isKnown) Subgraphs.Import(this, new NodeContext(this, scope, node, inputs, results), node, label);
        }
        catch (ImportProblemException e)
        {
            _problems.Add($"{label} {e.Message}.");
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or OverflowException or InvalidOperationException or DivideByZeroException)
        {
            // Importers check what files get wrong by accident. What is left has been made to break them, and must not.
            _problems.Add($"{label} has inputs or attributes that no {ModelReader.Shorten(proto.OpType)} has ({e.Message}).");
        }

        for (int i = 0; i < proto.Output.Count; i++)
            if (proto.Output[i].Length > 0) scope[proto.Output[i]] = results[i] ?? new UnknownValue();
    }

    private void Import(OperatorEntry entry, Scope scope, NodeProto node, OnnxValue?[] inputs, OnnxValue?[] results)
    {
        var context = new NodeContext(this, scope, node, inputs, results);
        if (entry.Fold is not null && context.IsConstant) entry.Fold(context);
        else if (!context.IsConstant || inputs.Length == 0 || Fold(entry, scope, node, inputs, results) is not { } aside) ImportLayers(entry, context, scope, node, inputs);
        else context = aside;

        string[] unread = [.. context.Attributes.Unread];
        if (unread.Length > 0) throw new ImportProblemException($"has the attribute{(unread.Length > 1 ? "s" : "")} {string.Join(", ", unread.Select(a => $"'{a}'"))}, which opset {context.Opset} does not define or the import does not know");
    }

    /// <summary>Computes the layers of a node of constants; null where that would take too long.</summary>
    private NodeContext? Fold(OperatorEntry entry, Scope scope, NodeProto node, OnnxValue?[] inputs, OnnxValue?[] results)
    {
        var aside = new GraphWalk(this);
        var given = new OnnxValue?[results.Length];
        var context = new NodeContext(aside, scope, node, inputs, given);
        LayerFolds.Check(entry, context);
        aside.ImportLayers(entry, context, scope, node, inputs);
        if (!LayerFolds.Compute(aside, given)) return null;
        given.CopyTo(results, 0);
        return context;
    }

    private void ImportLayers(OperatorEntry entry, NodeContext context, Scope scope, NodeProto node, OnnxValue?[] inputs)
    {
        if (entry.Import is null) throw new ImportProblemException(UnsupportedOperators.OnValues(context.Operator));
        if (!entry.ExactOnIntegers && inputs.OfType<ActivationValue>().FirstOrDefault(v => !ElementType.IsFloating(v.Type)) is { } integer)
            throw new ImportProblemException($"computes with {ElementType.Name((int)integer.Type)}; networks compute in float32: cast its input");
        try
        {
            entry.Import(context);
        }
        catch (NeedsSamplesException) when (SampleSplit.Takes(inputs))
        {
            SampleSplit.Import(entry, context, (given, takes) => new NodeContext(this, scope, node, given, takes), inputs);
        }
    }

    private void AddOutput(string name)
    {
        switch (_scope[name])
        {
            case ActivationValue value when value.Source.Draft.Kind == LayerDraft.Constant:
                AddConstantOutput(name, value.Shape);
                break;
            case ActivationValue value:
                DraftOutput source = value.Source;
                bool dropFirst = Mode == BatchMode.Samples || value.Shape.Length > 1 && value.Shape[0] == 1;
                int[] whole = value.Shape.Length == 0 ? [1] : value.Shape;
                if (Mode == BatchMode.Samples || !source.Shape.SequenceEqual(whole))
                    source = Drafts.View(source, dropFirst ? NodeContext.SampleShape(value.Shape) : whole);
                Outputs.Add((name, value.Shape, source));
                break;
            case ConstantValue constant:
                AddConstantOutput(name, constant.Tensor.Shape);
                break;
            default:
                _problems.Add($"The graph's output '{ModelReader.Shorten(name)}' is computed by nothing.");
                break;
        }
    }

    private void AddConstantOutput(string name, int[] shape)
    {
        string text = Dimensions.Text(shape);
        _problems.Add($"The graph's output '{ModelReader.Shorten(name)}' is the same for every input: a constant of the shape {text}.");
    }
}
