using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>
/// MatMul, numpy's → Dense where a vector a sample meets a constant matrix, else MatMul (https://onnx.ai/onnx/operators/onnx__MatMul.html).
/// </summary>
internal static class MatMulImporter
{
    public static void Import(NodeContext context) => Import(context, false, false);

    /// <summary>Products of matrices, the last two axes of which may be swapped before.</summary>
    public static void Import(NodeContext context, bool transposesA, bool transposesB)
    {
        if (!transposesA && !transposesB && context.IsActivationInput(0) && AsDense(context)) return;
        // In a batch, a matrix on the right that has none cannot be another input: its values are wanted.
        if (context.Mode == BatchMode.Samples && context.IsActivationInput(0) && context.Activation(0).Shape.Length == 2) context.Constant(1, "right side");
        (DraftOutput source, int[] shape) = Multiply(context, Read(context, 0, transposesA), Read(context, 1, transposesB));
        context.Give(0, source, shape);
    }

    /// <summary>Adds the layer that multiplies two operands.</summary>
    /// <returns>Its output, and the product's shape in the file.</returns>
    public static (DraftOutput Source, int[] OnnxShape) Multiply(NodeContext context, Operand a, Operand b)
    {
        int[] left = a.Shape.Length == 1 ? [1, .. a.Shape] : a.Shape, right = b.Shape.Length == 1 ? [.. b.Shape, 1] : b.Shape;
        int[]? batch = left.Length > 1 && right.Length > 1 && left[^1] == right[^2] ? Dimensions.Broadcast(left[..^2], right[..^2]) : null;
        if (batch is null) throw new ImportProblemException($"multiplies {Dimensions.Text(a.Shape)} and {Dimensions.Text(b.Shape)}, which do not match");

        int[] result = [.. batch, .. a.Shape.Length == 1 ? Array.Empty<int>() : [left[^2]], .. b.Shape.Length == 1 ? Array.Empty<int>() : [right[^1]]];
        bool samples = context.Mode == BatchMode.Samples;
        int rank = Math.Max(left.Length, right.Length);
        bool dropFirst = samples || batch.Length > 0 && batch[0] == 1;
        DraftOutput Take(Operand operand, int[] shape)
        {
            if (samples && (operand.Value is not null ? shape.Length != rank || batch.Length == 0 : shape.Length == rank && shape[0] != 1))
                throw new ImportProblemException($"multiplies {Dimensions.Text(a.Shape)} and {Dimensions.Text(b.Shape)}, where samples of the batch would mix");
            int[] seen = dropFirst && shape.Length == rank && shape.Length > 2 ? shape[1..] : shape;
            return operand.Value is { } value ? context.View(value.Source, seen) : context.ConstantLayer(operand.Constant!, seen, operand.Input);
        }

        return (context.Add("MatMul", [Take(a, left), Take(b, right)], []), result);
    }

    /// <summary>Vectors, one a sample, times a constant matrix or vector.</summary>
    private static bool AsDense(NodeContext context)
    {
        ActivationValue a = context.Activation(0);
        bool isVector = a.Shape.Length == 2 && (context.Mode == BatchMode.Samples || a.Shape[0] == 1) || a.Shape.Length == 1 && context.Mode == BatchMode.Whole;
        if (!isVector || !context.IsConstantInput(1)) return false;
        ConstantTensor b = context.Constant(1, "weights");
        int features = a.Shape[^1];
        if (b.Shape.Length is not (1 or 2) || b.Shape[0] != features)
            return b.Shape.Length > 2 ? false : throw new ImportProblemException($"multiplies {Dimensions.Text(a.Shape)} and {Dimensions.Text(b.Shape)}, which do not match");
        ConstantTensor weights = b.Shape.Length == 1 ? b.Reshape([1, features]) : Weights.Transpose(b);
        int[] result = [.. a.Shape[..^1], .. b.Shape[1..]];
        context.Give(0, GemmImporter.Dense(context, a, weights, bias: null), result);
        return true;
    }

    private static Operand Read(NodeContext context, int input, bool transposes)
    {
        Operand operand = context.IsConstantInput(input) ? Operand.Of(context.Constant(input, "factor"), input) : Operand.Of(context.Activation(input), input);
        int rank = operand.Shape.Length;
        if (rank == 0) throw new ImportProblemException(Invariant($"has a scalar as input {input}; expected a vector or matrix"));
        if (!transposes || rank == 1) return operand;
        int[] order = [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2], shape = [.. order.Select(axis => operand.Shape[axis])];
        if (operand.Value is not { } value) return Operand.Of(TensorMoves.Transpose(operand.Constant!, order), input);
        Frame frame = context.Frame(value, mixesFirst: rank == 2);
        int[] axes = [.. order.Skip(frame.Skipped).Select(axis => axis - frame.Skipped)];
        return Operand.Of(value with { Shape = shape, Source = context.Add("Transpose", [frame.Source], [new("axes", axes)]) }, input);
    }
}
