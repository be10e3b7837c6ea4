using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>Gemm, alpha·A·B + beta·C → Dense where A is a vector a sample, else MatMul and Add (https://onnx.ai/onnx/operators/onnx__Gemm.html).</summary>
internal static class GemmImporter
{
    public static void Import(NodeContext context)
    {
        context.Attributes.Ignore("broadcast"); // of C, up to opset 6: always allowed since
        float alpha = context.Attributes.Float("alpha", 1), beta = context.Attributes.Float("beta", 1);
        bool transA = context.Attributes.Flag("transA", false), transB = context.Attributes.Flag("transB", false);
        ActivationValue a = context.Activation(0);
        if (a.Shape.Length != 2) throw new ImportProblemException($"takes a matrix, and its first input has the shape {Dimensions.Text(a.Shape)}");
        if (transA)
        {
            DraftOutput transposed = context.Add("Transpose", [context.Frame(a, mixesFirst: true).Source], [new("axes", new[] { 1, 0 })]);
            a = a with { Shape = [a.Shape[1], a.Shape[0]], Source = transposed };
        }

        if (context.Mode == BatchMode.Whole && context.IsActivationInput(1) && !context.Activation(1).IsInput)
        {
            Computed(context, a, transB, alpha, beta);
            return;
        }

        ConstantTensor b = context.Constant(1, "weights");
        if (b.Shape.Length != 2 || b.Shape[transB ? 1 : 0] != a.Shape[1])
            throw new ImportProblemException($"multiplies matrices of {Dimensions.Text(a.Shape)} and {Dimensions.Text(b.Shape)}{(transB ? " (transposed)" : "")}, which do not match");
        Operand? c = !context.Has(2) || beta == 0 ? null
            : context.IsConstantInput(2) || !IsComputed(context) ? Operand.Of(Weights.Scale(context.Constant(2, "bias"), beta), 2)
            : Operand.Of(context.Activation(2), 2);
        int units = b.Shape[transB ? 0 : 1];
        if (c is not null && Dimensions.Broadcast([a.Shape[0], units], c.Shape)?.SequenceEqual([a.Shape[0], units]) != true)
            throw new ImportProblemException(Invariant($"adds a bias of {Dimensions.Text(c.Shape)} to a result of ({a.Shape[0]}, {units})"));

        ConstantTensor weights = Weights.Scale(b, alpha);
        Multiply(context, a, weights, transB, c, beta);
    }

    /// <summary>Both matrices are computed.</summary>
    private static void Computed(NodeContext context, ActivationValue a, bool transB, float alpha, float beta)
    {
        ActivationValue b = context.Activation(1);
        if (b.Shape.Length != 2 || b.Shape[transB ? 1 : 0] != a.Shape[1])
            throw new ImportProblemException($"multiplies matrices of {Dimensions.Text(a.Shape)} and {Dimensions.Text(b.Shape)}{(transB ? " (transposed)" : "")}, which do not match");
        int[] shape = [a.Shape[0], b.Shape[transB ? 0 : 1]];
        DraftOutput right = context.View(b.Source, b.Shape);
        if (transB) right = context.Add("Transpose", [right], [new("axes", new[] { 1, 0 })]);
        DraftOutput product = context.Add("MatMul", [context.View(a.Source, a.Shape), right], []);
        if (alpha != 1) product = context.Add("Mul", [product], [new("value", alpha)]);
        Operand? c = !context.Has(2) || beta == 0 ? null
            : context.IsConstantInput(2) ? Operand.Of(Weights.Scale(context.Constant(2, "bias"), beta), 2)
                : Operand.Of(context.Activation(2), 2);
        if (c is not null && Dimensions.Broadcast(shape, c.Shape)?.SequenceEqual(shape) != true)
            throw new ImportProblemException(Invariant($"adds a bias of {Dimensions.Text(c.Shape)} to a result of {Dimensions.Text(shape)}"));
        Finish(context, new(product, shape, c, beta));
    }

    private static void Multiply(NodeContext context, ActivationValue a, ConstantTensor weights, bool transB, Operand? c, float beta)
    {
        int units = weights.Shape[transB ? 0 : 1];
        if (context.Mode == BatchMode.Samples || a.Shape[0] == 1)
        {
            // A bias for each unit, the same in all samples, is the layer's own.
            bool ownsBias = c?.Constant is { } constant && (constant.Length == 1 || constant.Length == units && constant.Shape[^1] == units);
            TensorData? bias = ownsBias ? Weights.Broadcast(c!.Constant!, units) : null;
            DraftOutput dense = Dense(context, a, transB ? weights : Weights.Transpose(weights), bias);
            Finish(context, new(dense, [a.Shape[0], units], c is null || ownsBias ? null : c, beta));
            return;
        }

        ConstantTensor right = transB ? Weights.Transpose(weights) : weights;
        DraftOutput product = context.Add("MatMul", [context.Frame(a).Source, context.ConstantLayer(right, right.Shape, 1)], []);
        Finish(context, new(product, [a.Shape[0], units], c, beta));
    }

    /// <summary>A Dense layer on the last axis of a value of one vector a sample.</summary>
    /// <param name="context">The node.</param>
    /// <param name="a">The value: (batch, features).</param>
    /// <param name="weights">(units, features).</param>
    /// <param name="bias">(units), or null.</param>
    public static DraftOutput Dense(NodeContext context, ActivationValue a, ConstantTensor weights, TensorData? bias)
    {
        int units = weights.Shape[0];
        List<DraftParameter> parameters = [new("weight", weights.Shape, weights.Data)];
        if (bias is not null) parameters.Add(new("bias", [units], bias));
        return context.Add("Dense", [context.View(a.Source, [weights.Shape[1]])], bias is null ? [new("units", units), new("bias", false)] : [new("units", units)], parameters);
    }

    private static void Finish(NodeContext context, Product product)
    {
        if (product.Addend is not { } addend)
        {
            context.Give(0, product.Source, product.OnnxShape);
            return;
        }

        if (addend.Value is { } value && product.Beta != 1)
            addend = Operand.Of(value with { Source = context.Add("Mul", [value.Source], [new("value", product.Beta)]) });
        var (source, shape) = ElementwiseImporter.Combine(context, "Add", [Operand.Of(context.Activation(0) with { Shape = product.OnnxShape, Source = product.Source }), addend]);
        context.Give(0, source, shape);
    }

    /// <summary>Whether C comes out of the network, and not from one of its inputs, which had better be a constant.</summary>
    private static bool IsComputed(NodeContext context) => context.IsActivationInput(2) && !context.Activation(2).IsInput;

    private sealed record Product(DraftOutput Source, int[] OnnxShape, Operand? Addend, float Beta);
}
