using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>
/// Add, Sub, Mul, Div, Pow, Min, Max, Mean and Sum, broadcast as numpy does it (https://onnx.ai/onnx/repo-docs/Broadcasting.html). A constant
/// becomes a number where all of it is the same, else a Constant layer.
/// </summary>
internal static class ElementwiseImporter
{
    private const int MostInputs = 256;

    /// <summary>What imports an operator of two or more values.</summary>
    /// <param name="kind">The layer.</param>
    public static Action<NodeContext> Of(string kind) => context =>
    {
        if (context.InputCount is < 1 or > MostInputs) throw new ImportProblemException(Invariant($"has {context.InputCount} inputs; expected 1 to {MostInputs}"));
        if (context.InputCount == 1)
        {
            context.Pass(0);
            return;
        }

        var operands = new List<Operand>();
        for (int i = 0; i < context.InputCount; i++) operands.Add(ReadOperand(context, i));
        // A power has its base's type; of whole numbers it would have to be cut.
        if (kind == "Pow" && operands[0].Constant is { IsFloating: false } whole)
            throw new ImportProblemException($"computes with {ElementType.Name((int)whole.Type)}; networks compute in float32: cast its input");
        if (context.Opset < 7) AlignOldBroadcast(context, operands);
        var (source, shape) = Combine(context, kind == "Sum" && operands.Count == 2 ? "Add" : kind, operands);
        context.Give(0, source, shape);
    };

    /// <summary>Adds the layer that joins operands.</summary>
    /// <returns>Its output, and the result's shape in the file.</returns>
    public static (DraftOutput Source, int[] OnnxShape) Combine(NodeContext context, string kind, IReadOnlyList<Operand> operands)
    {
        int[] result = operands[0].Shape;
        foreach (Operand operand in operands.Skip(1))
        {
            result = Dimensions.Broadcast(result, operand.Shape)
                ?? throw new ImportProblemException($"joins the shapes {string.Join(" and ", operands.Select(o => Dimensions.Text(o.Shape)))}, which cannot be broadcast to each other");
        }

        if (Dimensions.Length(result.Select(s => (long)s)) < 1) throw new ImportProblemException($"gives the shape {Dimensions.Text(result)}");
        return WithNumber(context, kind, operands, result) is { } output ? (output, result) : (Join(context, kind, operands, result), result);
    }

    /// <summary>One of two operands is the same number everywhere, and the layer has a place for it.</summary>
    private static DraftOutput? WithNumber(NodeContext context, string kind, IReadOnlyList<Operand> operands, int[] result)
    {
        if (operands.Count != 2 || kind is "Mean" or "Sum" or "Where") return null;
        bool commutes = kind is "Add" or "Mul" or "Min" or "Max";
        int number = operands[1].Constant is not null ? 1 : commutes && operands[0].Constant is not null ? 0 : -1;
        if (number < 0 || operands[1 - number].Value is not { } value || !value.Shape.SequenceEqual(result)) return null;
        if (operands[number].Constant!.Uniform() is not { } scalar || !float.IsFinite((float)scalar)) return null;
        return (kind, scalar) switch
        {
            ("Pow", 2) => context.Add("Activation", [value.Source], ActivationImporter.Arguments(Activation.Square, null, null)),
            ("Pow", 0.5) => context.Add("Activation", [value.Source], ActivationImporter.Arguments(Activation.Sqrt, null, null)),
            _ => context.Add(kind, [value.Source], [new("value", scalar)]),
        };
    }

    private static DraftOutput Join(NodeContext context, string kind, IReadOnlyList<Operand> operands, int[] result)
    {
        int rank = result.Length;
        bool samples = context.Mode == BatchMode.Samples;
        // Without the first axis where it is 1 anyway and a value stands there without it.
        bool dropFirst = samples || rank > 1 && result[0] == 1 && operands.Any(o =>
            o.Value is { } v && v.Shape.Length == rank && !v.Source.Shape.SequenceEqual(v.Shape));
        var sources = new List<DraftOutput>();
        foreach (Operand operand in operands)
        {
            int[] shape = operand.Shape;
            if (samples && operand.Value is not null && shape.Length != rank)
                throw new ImportProblemException($"joins values of the shapes {string.Join(" and ", operands.Select(o => Dimensions.Text(o.Shape)))}, whose batch axes do not meet: samples would mix");
            if (samples && operand.Constant is not null && shape.Length >= rank && shape[0] != 1)
                throw new ImportProblemException($"has a constant of {Dimensions.Text(shape)} with values for each sample of the batch: samples would differ");
            if (dropFirst && shape.Length == rank) shape = NodeContext.SampleShape(shape);
            else if (shape.Length == 0) shape = [1];
            sources.Add(operand.Value is { } value ? context.View(value.Source, shape) : context.ConstantLayer(operand.Constant!, shape, operand.Input));
        }

        return context.Add(kind, sources, []);
    }

    /// <summary>An input as one side of a join.</summary>
    public static Operand ReadOperand(NodeContext context, int input)
    {
        if (!context.Has(input)) throw new ImportProblemException(Invariant($"has no input {input}; expected one"));
        return context.IsConstantInput(input) ? Operand.Of(context.Constant(input, "operand"), input) : Operand.Of(context.Activation(input), input);
    }

    /// <summary>Before opset 7 the second operand's shape was matched with a part of the first's, from an axis on.</summary>
    private static void AlignOldBroadcast(NodeContext context, List<Operand> operands)
    {
        context.Attributes.Ignore("consumed_inputs");
        bool broadcasts = context.Attributes.Flag("broadcast", false);
        long? given = context.Attributes.Int("axis");
        if (!broadcasts || operands.Count != 2 || given is not { } axis) return;
        int rank = operands[0].Shape.Length, own = operands[1].Shape.Length, start = Axes.Normalize(axis, rank, allowEnd: true);
        if (own == rank || start + own >= rank) return; // It ends where the first ends, as numpy has it.
        int[] shape = [.. operands[1].Shape, .. Enumerable.Repeat(1, rank - start - own)];
        operands[1] = operands[1].Reshape(shape);
    }
}
