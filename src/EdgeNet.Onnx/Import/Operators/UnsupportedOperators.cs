namespace EdgeNet.Onnx.Import.Operators;

/// <summary>Why an operator is not imported, and what would work.</summary>
internal static class UnsupportedOperators
{
    private const string Unknown = "is no operator that the import knows";

    private static readonly (string[] Operators, string Reason)[] Reasons =
    [
        (["DynamicQuantizeLinear", "QLinearConv", "ConvInteger", "MatMulInteger"],
            "is quantized arithmetic, which is unsupported: networks compute in float32; export the model before it is quantized"),
        (["If", "Loop", "Scan"],
            "is control flow, which is unsupported: generated code has one way through; export the model with the flow traced or unrolled"),
        (["SequenceAt", "SequenceConstruct", "SequenceEmpty", "SequenceErase", "SequenceInsert", "SequenceLength", "SequenceMap", "SplitToSequence", "ConcatFromSequence", "Optional", "OptionalGetElement", "OptionalHasElement"],
            "works on sequences, which are unsupported: values are tensors of a fixed shape"),
        (["StringNormalizer", "StringConcat", "StringSplit", "RegexFullMatch", "TfIdfVectorizer", "LabelEncoder", "ImageDecoder"],
            "works on texts or files, which are unsupported: values are tensors of float32; do it before the network"),
        (["RNN", "LSTM", "GRU"],
            "is a recurrent layer, which is unsupported; convolutions over time work"),
        (["RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Bernoulli", "Multinomial"],
            "gives random numbers, which are unsupported: the same input gives the same output"),
        (["NonZero", "Unique", "Compress", "NonMaxSuppression", "TopK", "ArgMax", "ArgMin", "OneHot", "RoiAlign", "MaxRoiPool", "MaxUnpool", "GatherElements", "GatherND", "ScatterElements", "ScatterND", "Scatter"],
            "picks elements by their values, which is unsupported; end the network before it and do it on its output"),
        (["Einsum"], "is unsupported; Transpose, Reshape and MatMul work"),
        (["Attention", "RotaryEmbedding", "RMSNormalization"], "is unsupported; its parts, MatMul, Softmax and the elementwise operators, work"),
        (["Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh", "Asinh", "Acosh", "Atanh", "IsNaN", "IsInf", "Xor", "BitShift", "Trilu", "Shrink", "Det", "GridSample", "LpNormalization", "DeformConv", "STFT", "DFT"],
            "is unsupported"),
    ];

    /// <summary>Why an operator that is computed on constants alone has no layer, as the end of a sentence that begins with the node.</summary>
    public static string OnValues(string operatorType)
    {
        return IsExplained(operatorType) ? Reason(operatorType) : "is supported for constants only, and takes a value that the network computes";
    }

    /// <summary>Whether there is more to say than that an operator is unsupported.</summary>
    public static bool IsExplained(string operatorType) => Reason(operatorType) is not (Unknown or "is unsupported");

    /// <summary>The end of a sentence that begins with the node.</summary>
    public static string Reason(string operatorType)
    {
        foreach (var (operators, reason) in Reasons)
            if (operators.Contains(operatorType)) return reason;
        return Unknown;
    }
}
