using EdgeNet.Onnx.Import.Folding;
using EdgeNet.Onnx.Import.Model;
using EdgeNet.Onnx.Proto;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>Which operator is imported how.</summary>
internal static class OperatorTable
{
    private static readonly Dictionary<string, OperatorEntry> Entries = new(StringComparer.Ordinal)
    {
        ["Abs"] = new(ActivationImporter.Plain(Activation.Abs), ArithmeticFolds.Unary(Math.Abs, v => v == long.MinValue ? v : Math.Abs(v)), ExactOnIntegers: true),
        ["Add"] = new(ElementwiseImporter.Of("Add"), ArithmeticFolds.Binary((a, b) => a + b, (a, b) => unchecked(a + b))),
        ["And"] = new(null, ArithmeticFolds.Binary((a, b) => 0, (a, b) => a & b)),
        ["AveragePool"] = new(PoolImporter.Average),
        ["BatchNormalization"] = new(NormImporter.Batch),
        ["Cast"] = new(CopyImporter.Cast, MakeFolds.Cast, ExactOnIntegers: true),
        ["CastLike"] = new(CopyImporter.Cast, MakeFolds.Cast, ExactOnIntegers: true),
        ["Ceil"] = new(ActivationImporter.Plain(Activation.Ceil), ArithmeticFolds.Unary(Math.Ceiling)),
        ["Celu"] = new(ActivationImporter.WithAlpha(Activation.CELU, 1)),
        ["Clip"] = new(ClipImporter.Import),
        ["Concat"] = new(JoinImporter.Concat, MoveFolds.Concat, ExactOnIntegers: true),
        ["Constant"] = new(null, MakeFolds.Constant),
        ["ConstantOfShape"] = new(null, MakeFolds.OfShape),
        ["Conv"] = new(ConvImporter.Import),
        ["ConvTranspose"] = new(ConvTransposeImporter.Import),
        ["Cos"] = new(ActivationImporter.Plain(Activation.Cos)),
        ["DepthToSpace"] = new(BlockImporter.DepthToSpace, ExactOnIntegers: true),
        ["Div"] = new(ElementwiseImporter.Of("Div"), ArithmeticFolds.Binary((a, b) => a / b, Divide)),
        ["Dropout"] = new(CopyImporter.Dropout),
        ["Elu"] = new(ActivationImporter.WithAlpha(Activation.ELU, 1)),
        ["Equal"] = new(null, ArithmeticFolds.Compare((a, b) => a == b)),
        ["Erf"] = new(ActivationImporter.Plain(Activation.Erf)),
        ["Exp"] = new(ActivationImporter.Plain(Activation.Exp), ArithmeticFolds.Unary(Math.Exp)),
        ["Expand"] = new(CopyImporter.Expand, MoveFolds.Expand, ExactOnIntegers: true),
        ["Flatten"] = new(ShapeImporter.Flatten, ShapeImporter.Flatten, ExactOnIntegers: true),
        ["Floor"] = new(ActivationImporter.Plain(Activation.Floor), ArithmeticFolds.Unary(Math.Floor, v => v)),
        ["Gather"] = new(SliceImporter.Gather, MoveFolds.Gather, ExactOnIntegers: true),
        ["Gelu"] = new(ActivationImporter.Gelu),
        ["Gemm"] = new(GemmImporter.Import),
        ["GlobalAveragePool"] = new(PoolImporter.Global("GlobalAvgPool")),
        ["GlobalLpPool"] = new(PoolImporter.GlobalLp),
        ["GlobalMaxPool"] = new(PoolImporter.Global("GlobalMaxPool"), ExactOnIntegers: true),
        ["Greater"] = new(null, ArithmeticFolds.Compare((a, b) => a > b)),
        ["GreaterOrEqual"] = new(null, ArithmeticFolds.Compare((a, b) => a >= b)),
        ["GroupNormalization"] = new(NormImporter.Group),
        ["HardSigmoid"] = new(ActivationImporter.HardSigmoid),
        ["HardSwish"] = new(ActivationImporter.Plain(Activation.HardSwish)),
        ["Identity"] = new(CopyImporter.Identity, CopyImporter.Identity, ExactOnIntegers: true),
        ["InstanceNormalization"] = new(NormImporter.Instance),
        ["LRN"] = new(NormImporter.LocalResponse),
        ["LayerNormalization"] = new(LayerNormImporter.Import),
        ["LeakyRelu"] = new(ActivationImporter.WithAlpha(Activation.LeakyReLU, 0.01f)),
        ["Less"] = new(null, ArithmeticFolds.Compare((a, b) => a < b)),
        ["LessOrEqual"] = new(null, ArithmeticFolds.Compare((a, b) => a <= b)),
        ["Log"] = new(ActivationImporter.Plain(Activation.Log), ArithmeticFolds.Unary(Math.Log)),
        ["LogSoftmax"] = new(SoftmaxImporter.Of("LogSoftmax")),
        ["LpPool"] = new(PoolImporter.Lp),
        ["MatMul"] = new(MatMulImporter.Import),
        ["Max"] = new(ElementwiseImporter.Of("Max"), ArithmeticFolds.Binary(Math.Max, Math.Max), ExactOnIntegers: true),
        ["MaxPool"] = new(PoolImporter.Max, ExactOnIntegers: true),
        ["Mean"] = new(ElementwiseImporter.Of("Mean")),
        ["MeanVarianceNormalization"] = new(LayerNormImporter.MeanVariance),
        ["Min"] = new(ElementwiseImporter.Of("Min"), ArithmeticFolds.Binary(Math.Min, Math.Min), ExactOnIntegers: true),
        ["Mish"] = new(ActivationImporter.Plain(Activation.Mish)),
        ["Mod"] = new(null, ArithmeticFolds.Binary((a, b) => a % b, Modulo)),
        ["Mul"] = new(ElementwiseImporter.Of("Mul"), ArithmeticFolds.Binary((a, b) => a * b, (a, b) => unchecked(a * b))),
        ["Neg"] = new(ActivationImporter.Plain(Activation.Neg), ArithmeticFolds.Unary(v => -v, v => unchecked(-v)), ExactOnIntegers: true),
        ["Not"] = new(null, ArithmeticFolds.Unary(v => 0, v => v == 0 ? 1 : 0)),
        ["Or"] = new(null, ArithmeticFolds.Binary((a, b) => 0, (a, b) => a | b)),
        ["PRelu"] = new(PReluImporter.Import),
        ["Pad"] = new(PadImporter.Import, ExactOnIntegers: true),
        ["Pow"] = new(ElementwiseImporter.Of("Pow"), ArithmeticFolds.Binary(Math.Pow, (a, b) => TensorData.Truncate(Math.Pow(a, b)))),
        ["Range"] = new(null, MakeFolds.Range),
        ["Reciprocal"] = new(ActivationImporter.Plain(Activation.Reciprocal), ArithmeticFolds.Unary(v => 1 / v)),
        ["ReduceL1"] = new(ReduceImporter.Import),
        ["ReduceL2"] = new(ReduceImporter.Import),
        ["ReduceLogSum"] = new(ReduceImporter.Import),
        ["ReduceLogSumExp"] = new(ReduceImporter.Import),
        ["ReduceMax"] = new(ReduceImporter.Import, ArithmeticFolds.Reduce, ExactOnIntegers: true),
        ["ReduceMean"] = new(ReduceImporter.Import, ArithmeticFolds.Reduce),
        ["ReduceMin"] = new(ReduceImporter.Import, ArithmeticFolds.Reduce, ExactOnIntegers: true),
        ["ReduceProd"] = new(ReduceImporter.Import, ArithmeticFolds.Reduce),
        ["ReduceSum"] = new(ReduceImporter.Import, ArithmeticFolds.Reduce),
        ["ReduceSumSquare"] = new(ReduceImporter.Import),
        ["Relu"] = new(ActivationImporter.Plain(Activation.ReLU), ExactOnIntegers: true),
        ["Reshape"] = new(ShapeImporter.Reshape, ShapeImporter.Reshape, ExactOnIntegers: true),
        ["Resize"] = new(ResizeImporter.Resize, ExactOnIntegers: true),
        ["Round"] = new(ActivationImporter.Plain(Activation.Round), ArithmeticFolds.Unary(v => Math.Round(v, MidpointRounding.ToEven))),
        ["Selu"] = new(ActivationImporter.Selu),
        ["Shape"] = new(CopyImporter.Shape, CopyImporter.Shape, ExactOnIntegers: true),
        ["Sigmoid"] = new(ActivationImporter.Plain(Activation.Sigmoid)),
        ["Sign"] = new(ActivationImporter.Plain(Activation.Sign), ExactOnIntegers: true),
        ["Sin"] = new(ActivationImporter.Plain(Activation.Sin)),
        ["Size"] = new(CopyImporter.Size, CopyImporter.Size, ExactOnIntegers: true),
        ["Slice"] = new(SliceImporter.Slice, MoveFolds.Slice, ExactOnIntegers: true),
        ["Softmax"] = new(SoftmaxImporter.Of("Softmax")),
        ["Softplus"] = new(ActivationImporter.Plain(Activation.Softplus)),
        ["Softsign"] = new(ActivationImporter.Plain(Activation.Softsign)),
        ["SpaceToDepth"] = new(BlockImporter.SpaceToDepth, ExactOnIntegers: true),
        ["Split"] = new(JoinImporter.Split, ExactOnIntegers: true),
        ["Sqrt"] = new(ActivationImporter.Plain(Activation.Sqrt), ArithmeticFolds.Unary(Math.Sqrt)),
        ["Squeeze"] = new(ShapeImporter.Squeeze, ShapeImporter.Squeeze, ExactOnIntegers: true),
        ["Sub"] = new(ElementwiseImporter.Of("Sub"), ArithmeticFolds.Binary((a, b) => a - b, (a, b) => unchecked(a - b))),
        ["Sum"] = new(ElementwiseImporter.Of("Sum")),
        ["Swish"] = new(ActivationImporter.WithAlpha(Activation.Swish, 1)),
        ["Tanh"] = new(ActivationImporter.Plain(Activation.Tanh)),
        ["ThresholdedRelu"] = new(ActivationImporter.WithAlpha(Activation.ThresholdedReLU, 1)),
        ["Tile"] = new(CopyImporter.Tile, ExactOnIntegers: true),
        ["Transpose"] = new(TransposeImporter.Import, MoveFolds.Transpose, ExactOnIntegers: true),
        ["Unsqueeze"] = new(ShapeImporter.Unsqueeze, ShapeImporter.Unsqueeze, ExactOnIntegers: true),
        ["Upsample"] = new(ResizeImporter.Upsample, ExactOnIntegers: true),
        ["Where"] = new(null, ArithmeticFolds.Where),
    };

    /// <summary>The operators that are supported.</summary>
    public static IEnumerable<string> Names => Entries.Keys;

    /// <summary>How a node is imported.</summary>
    /// <exception cref="ImportProblemException">It is not.</exception>
    public static OperatorEntry Find(NodeProto node)
    {
        if (node.Domain is not ("" or "ai.onnx"))
            throw new ImportProblemException($"is of the operator set '{ModelReader.Shorten(node.Domain)}'; only the standard operators of ONNX are supported: export the model without it");
        return Entries.TryGetValue(node.OpType, out OperatorEntry? entry) ? entry : throw new ImportProblemException(UnsupportedOperators.Reason(node.OpType));
    }

    private static long Divide(long a, long b) =>
        b == 0 ? throw new ImportProblemException("divides a whole number by 0") : b == -1 ? unchecked(-a) : a / b;

    private static long Modulo(long a, long b)
    {
        if (b == 0) throw new ImportProblemException("divides a whole number by 0");
        if (b == -1) return 0;
        long rest = a % b;
        return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
    }
}
