namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Every layer kind that a description may use, with what builds its nodes.</summary>
internal static class LayerRegistry
{
    private static readonly SortedDictionary<string, Action<LayerContext>> Builders = new(StringComparer.Ordinal)
    {
        ["Activation"] = ActivationBuilder.Build,
        ["BatchNorm"] = NormBuilder.Batch,
        ["Concat"] = ConcatBuilder.Build,
        ["Constant"] = ConstantBuilder.Build,
        ["Dense"] = DenseBuilder.Build,
        ["DepthToSpace"] = BlockBuilder.DepthToSpace,
        ["Dropout"] = DropoutBuilder.Build,
        ["Flatten"] = FlattenBuilder.Build,
        ["Gather"] = MaskBuilder.Gather,
        ["GlobalAvgPool"] = context => PoolBuilder.Global(context, PoolFunction.Average),
        ["GlobalMaxPool"] = context => PoolBuilder.Global(context, PoolFunction.Max),
        ["GroupNorm"] = NormBuilder.Group,
        ["InstanceNorm"] = NormBuilder.Instance,
        ["LayerNorm"] = NormBuilder.Layer,
        ["LocalResponseNorm"] = NormBuilder.LocalResponse,
        ["LogSoftmax"] = context => SoftmaxBuilder.Build(context, log: true),
        ["MatMul"] = MatMulBuilder.Build,
        ["PReLU"] = PReluBuilder.Build,
        ["Pad"] = PadBuilder.Build,
        ["Reshape"] = ShapeBuilder.Reshape,
        ["Resize"] = ResizeBuilder.Resize,
        ["Slice"] = SliceBuilder.Build,
        ["Softmax"] = context => SoftmaxBuilder.Build(context, log: false),
        ["SpaceToDepth"] = BlockBuilder.SpaceToDepth,
        ["Split"] = SplitBuilder.Build,
        ["Transpose"] = ShapeBuilder.Transpose,
        ["Upsample"] = ResizeBuilder.Upsample,
        ["Where"] = MaskBuilder.Where,
    };

    static LayerRegistry()
    {
        for (int axes = 1; axes <= 3; axes++)
        {
            int rank = axes;
            Builders.Add($"AvgPool{rank}D", context => PoolBuilder.Average(context, rank));
            Builders.Add($"Conv{rank}D", context => ConvBuilder.Build(context, rank));
            Builders.Add($"ConvTranspose{rank}D", context => ConvTransposeBuilder.Build(context, rank));
            Builders.Add($"DepthwiseConv{rank}D", context => ConvBuilder.BuildDepthwise(context, rank));
            Builders.Add($"LpPool{rank}D", context => PoolBuilder.Norm(context, rank));
            Builders.Add($"MaxPool{rank}D", context => PoolBuilder.Max(context, rank));
        }

        foreach (ElementwiseFunction function in Enum.GetValues(typeof(ElementwiseFunction)))
            Builders.Add(function.ToString(), context => ElementwiseBuilder.Build(context, function));
        foreach (CompareFunction function in Enum.GetValues(typeof(CompareFunction)))
            Builders.Add(function.ToString(), context => MaskBuilder.Compare(context, function));
        foreach (ReduceFunction function in Enum.GetValues(typeof(ReduceFunction)))
            Builders.Add($"Reduce{function}", context => ReduceBuilder.Build(context, function));
    }

    /// <summary>The kinds, sorted.</summary>
    public static IEnumerable<string> Kinds => Builders.Keys;

    /// <summary>What builds a kind, or null where there is none of that name.</summary>
    public static Action<LayerContext>? Find(string kind) => Builders.TryGetValue(kind, out Action<LayerContext>? build) ? build : null;
}
