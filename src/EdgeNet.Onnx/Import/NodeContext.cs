using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using EdgeNet.Onnx.Proto;
using static EdgeNet.Onnx.Proto.TensorProto.Types;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import;

/// <summary>One node while it is imported: its attributes and inputs, and what it gives, layers or constants.</summary>
/// <param name="walk">The import that it is part of.</param>
/// <param name="scope">The names around it.</param>
/// <param name="node">The node.</param>
/// <param name="inputs">The values of its inputs, null for one that is not given.</param>
/// <param name="results">Takes the values of its outputs.</param>
internal sealed class NodeContext(GraphWalk walk, Scope scope, NodeProto node, IReadOnlyList<OnnxValue?> inputs, OnnxValue?[] results)
{
    /// <summary>The attributes.</summary>
    public NodeAttributes Attributes { get; } = new(node, walk.Model.Tensors);

    /// <summary>The operator.</summary>
    public string Operator => node.OpType;

    /// <summary>The version of the operators' definitions.</summary>
    public int Opset => scope.Opset;

    /// <summary>The names around it.</summary>
    public Scope Scope => scope;

    /// <summary>What computed constants may take.</summary>
    public ConstantBudget Budget => walk.Budget;

    /// <summary>What the first axis is.</summary>
    public BatchMode Mode => walk.Mode;

    /// <summary>Whether quantization between layers is passed through.</summary>
    public bool PassesQuantization => walk.PassesQuantization;

    /// <summary>Notes that some was.</summary>
    public void NotePassedQuantization() => walk.HasPassedQuantization = true;

    /// <summary>How many inputs the node has; the last is given.</summary>
    public int InputCount => inputs.Count;

    /// <summary>How many outputs the node has.</summary>
    public int OutputCount => node.Output.Count;

    /// <summary>Whether all inputs that are given are constants.</summary>
    public bool IsConstant => inputs.All(i => i is null or ConstantValue);

    /// <summary>Whether an optional input is given.</summary>
    public bool Has(int input) => input < inputs.Count && inputs[input] is not null;

    /// <summary>Whether an input is a constant.</summary>
    public bool IsConstantInput(int input) => Has(input) && inputs[input] is ConstantValue;

    /// <summary>Whether the network computes an input.</summary>
    public bool IsActivationInput(int input) => Has(input) && inputs[input] is ActivationValue;

    /// <summary>Whether anybody takes an output.</summary>
    public bool IsUsed(int output) => output < node.Output.Count && scope.IsUsed(node.Output[output]);

    /// <summary>Refuses outputs that only training or nobody needs.</summary>
    public void RequireUnused(int output, string what)
    {
        if (IsUsed(output)) throw new ImportProblemException($"gives {what}, which is unsupported; the other outputs are supported");
    }

    /// <summary>An input that the network computes; a constant becomes a layer of its own.</summary>
    public ActivationValue Activation(int input)
    {
        switch (Has(input) ? inputs[input] : null)
        {
            case ActivationValue value:
                return value;
            case UnbatchedInput unbatched:
                throw new ImportProblemException(
                    $"takes the input '{unbatched.Name}' of the shape {Dimensions.Text(unbatched.Shape)}, whose first axis is not the batch axis of the others");
            case ConstantValue constant when Mode == BatchMode.Whole:
                int[] shape = constant.Tensor.Shape;
                return new(shape, ConstantLayer(constant.Tensor, shape.Length == 0 ? [1] : shape, input), constant.Tensor.Type);
            case ConstantValue:
                throw new ImportProblemException(Invariant($"has a constant as input {input}; expected a value that the network computes"));
            default:
                throw new ImportProblemException(Invariant($"has no input {input}; expected one"));
        }
    }

    /// <summary>An input that needs to be known before the network runs.</summary>
    /// <param name="input">The input.</param>
    /// <param name="what">What it is: "weight", "axes".</param>
    public ConstantTensor Constant(int input, string what) => Optional(input, what) ?? throw new ImportProblemException(Invariant($"has no {what} (input {input}), which is no optional one; the file is not as exporters write it: export the model again"));

    /// <summary>An input that needs to be known before the network runs, or null where it is not given.</summary>
    public ConstantTensor? Optional(int input, string what)
    {
        if (!Has(input)) return null;
        switch (inputs[input])
        {
            case ConstantValue constant:
                return constant.Tensor;
            case UnbatchedInput unbatched:
                walk.RequestConstants([unbatched.Name]);
                break;
            case ActivationValue activation:
                walk.RequestConstants(activation.Source.Draft);
                break;
        }

        if (inputs[input] is ActivationValue computed && GraphWalk.Computes(computed.Source.Draft) is { } origin)
            throw new ImportProblemException(Invariant($"takes its {what} (input {input}, '{ModelReader.Shorten(node.Input[input])}') from {origin}, which is not computed on constants; compute it before the export"));
        throw new ImportProblemException(Invariant($"takes its {what} (input {input}, '{ModelReader.Shorten(node.Input[input])}') from the network's inputs; it needs to be a constant: make it an initializer"));
    }

    /// <summary>A few whole numbers, such as axes or sizes, or null where the input is not given.</summary>
    public long[]? Numbers(int input, string what)
    {
        if (Optional(input, what) is not { } tensor) return null;
        return tensor.Length <= 4096 ? tensor.Longs() : throw new ImportProblemException(Invariant($"has {tensor.Length} values of {what}; expected 4096 at most"));
    }

    /// <summary>One number, or null where the input is not given.</summary>
    public float? Number(int input, string what)
    {
        if (Optional(input, what) is not { } tensor) return null;
        return tensor.Length == 1 ? tensor.Floats()[0] : throw new ImportProblemException(Invariant($"has {tensor.Length} values of {what}; expected one"));
    }

    /// <summary>A value as a layer takes it that works on any axes.</summary>
    /// <param name="value">The value.</param>
    /// <param name="mixesFirst">Whether the layer works along the file's first axis.</param>
    public Frame Frame(ActivationValue value, bool mixesFirst = false)
    {
        if (Mode == BatchMode.Samples)
        {
            if (mixesFirst) throw new ImportProblemException($"works along the first axis of {Dimensions.Text(value.Shape)}, which is the batch axis: samples would mix");
            return new(walk.Drafts.View(value.Source, SampleShape(value.Shape)), value.Shape, 1);
        }

        bool isWhole = value.Source.Shape.SequenceEqual(value.Shape);
        if (!mixesFirst && value.Shape.Length > 1 && value.Shape[0] == 1 && !isWhole)
            return new(walk.Drafts.View(value.Source, value.Shape[1..]), value.Shape, 1);
        return new(walk.Drafts.View(value.Source, value.Shape.Length == 0 ? [1] : value.Shape), value.Shape, 0);
    }

    /// <summary>A value as a layer takes it that needs a batch axis before its channels, as convolutions do.</summary>
    public Frame Sample(ActivationValue value)
    {
        if (Mode == BatchMode.Samples) return Frame(value);
        if (value.Shape.Length < 2 || value.Shape[0] != 1)
            throw new NeedsSamplesException($"needs a batch axis in front, and takes {Dimensions.Text(value.Shape)}; the network as a whole can only run with a batch of 1");
        return new(walk.Drafts.View(value.Source, value.Shape[1..]), value.Shape, 1);
    }

    /// <summary>
    /// A value of which the first axis, longer than 1, counts samples in mid-network, with the samples as the axis behind the channels: a window of 1
    /// along it keeps them apart. Null where the first axis is the batch's or 1.
    /// </summary>
    public DraftOutput? Folded(ActivationValue value)
    {
        if (Mode == BatchMode.Samples || value.Shape.Length < 2 || value.Shape[0] == 1) return null;
        int[] axes = [1, 0, .. Enumerable.Range(2, value.Shape.Length - 2)];
        return Add("Transpose", [walk.Drafts.View(value.Source, value.Shape)], [new("axes", axes)]);
    }

    /// <summary>Says what the first output is: a layer's that has samples behind the channels.</summary>
    public void GiveFolded(DraftOutput source)
    {
        int[] axes = [1, 0, .. Enumerable.Range(2, source.Shape.Length - 2)];
        DraftOutput output = Add("Transpose", [source], [new("axes", axes)]);
        Give(0, output, output.Shape);
    }

    /// <summary>A layer output in another shape of as many elements.</summary>
    public DraftOutput View(DraftOutput source, int[] shape) => walk.Drafts.View(source, shape);

    /// <summary>Adds a layer.</summary>
    /// <exception cref="ImportProblemException">The compiler refuses it.</exception>
    public DraftOutput Add(string kind, IReadOnlyList<DraftOutput> from, IReadOnlyList<LayerArgument> arguments, params IReadOnlyList<DraftParameter> parameters) =>
        walk.Drafts.Add(kind, from, arguments, parameters, LayerNames.Hints(node, parameters.Count > 0));

    /// <summary>Adds a layer with several outputs.</summary>
    public LayerDraft Append(string kind, DraftOutput from, IReadOnlyList<LayerArgument> arguments, IReadOnlyList<int[]> shapes) =>
        walk.Drafts.Append(kind, [from], arguments, shapes, hints: LayerNames.Hints(node, hasWeights: false));

    /// <summary>Adds a constant as a layer.</summary>
    /// <param name="tensor">The constant.</param>
    /// <param name="shape">The layer's shape, of as many elements.</param>
    /// <param name="input">The input that it comes from, for its name; -1 for none.</param>
    public DraftOutput ConstantLayer(ConstantTensor tensor, int[] shape, int input = -1)
    {
        if (tensor.Length == 0) throw new ImportProblemException("takes an empty constant");
        string[] hints = input >= 0 && input < node.Input.Count ? [node.Input[input]] : [];
        return HasInfinities(tensor) && !tensor.Floats().Any(float.IsNaN) ? WithInfinities(tensor.Floats(), shape, hints)
            : walk.Drafts.Add(LayerDraft.Constant, [], [new("shape", shape)], [new("value", shape, tensor.Data)], hints);
    }

    private static bool HasInfinities(ConstantTensor tensor) =>
        tensor.IsFloating && (tensor.Data.Uniform is { } value ? !float.IsFinite((float)value) : tensor.Floats().AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue));

    /// <summary>
    /// Attention masks hold −∞, which weights files refuse, as it is mostly damage: the finite part, plus signs that are multiplied past the largest
    /// number.
    /// </summary>
    private DraftOutput WithInfinities(float[] elements, int[] shape, string[] hints)
    {
        DraftOutput Layer(Func<float, float> part, IReadOnlyList<string> names) => walk.Drafts.Add(
            LayerDraft.Constant, [], [new("shape", shape)], [new("value", shape, TensorData.Of(Array.ConvertAll(elements, v => part(v))))], names);
        DraftOutput signs = Layer(v => float.IsInfinity(v) ? Math.Sign(v) : 0, []);
        DraftOutput large = Add("Mul", [signs], [new("value", float.MaxValue)]);
        DraftOutput infinities = Add("Mul", [large], [new("value", 2)]);
        return elements.Any(v => float.IsFinite(v) && v != 0) ? Add("Add", [infinities, Layer(v => float.IsFinite(v) ? v : 0, hints)], []) : infinities;
    }

    /// <summary>Says what an output is: a layer's, that keeps the first axis of what it takes.</summary>
    public void Give(DraftOutput source, Frame frame) => Give(0, source, frame.WithFirst(source.Shape));

    /// <summary>Says what an output is: a layer's, in the file's shape.</summary>
    public void Give(int output, DraftOutput source, int[] onnxShape) => Give(output, source, onnxShape, inputs.OfType<ActivationValue>().FirstOrDefault()?.Type ?? inputs.OfType<ConstantValue>().FirstOrDefault()?.Tensor.Type ?? DataType.Float);

    /// <summary>Says what an output is, with another element type.</summary>
    public void Give(int output, DraftOutput source, int[] onnxShape, DataType type)
    {
        if (output < results.Length) results[output] = new ActivationValue(onnxShape, source, type);
    }

    /// <summary>Says that an output is a constant.</summary>
    public void Give(ConstantTensor tensor) => results[0] = new ConstantValue(tensor);

    /// <summary>Says that an output is a constant.</summary>
    public void Give(int output, ConstantTensor tensor)
    {
        if (output < results.Length) results[output] = new ConstantValue(tensor);
    }

    /// <summary>The value that the first output has been given.</summary>
    public ActivationValue Output() => (ActivationValue)results[0]!;

    /// <summary>The constant that the first output has been given.</summary>
    public ConstantTensor Result() => ((ConstantValue)results[0]!).Tensor;

    /// <summary>An input as it is known; null where it is not given.</summary>
    public OnnxValue? Input(int input) => Has(input) ? inputs[input] : null;

    /// <summary>Says what an output is.</summary>
    public void Give(int output, OnnxValue value)
    {
        if (output < results.Length) results[output] = value;
    }

    /// <summary>Says that an output is an input as it is.</summary>
    public void Pass(int input)
    {
        if (!Has(input)) throw new ImportProblemException(Invariant($"has no input {input}; expected one"));
        results[0] = inputs[input];
    }

    /// <summary>The shape of one sample; a sample without axes has one of size 1.</summary>
    public static int[] SampleShape(int[] onnxShape) => onnxShape.Length < 2 ? [1] : onnxShape[1..];
}
