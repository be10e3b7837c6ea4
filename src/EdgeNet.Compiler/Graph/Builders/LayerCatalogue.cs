namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Every layer kind that a description may use, with what builds its nodes.</summary>
internal static class LayerCatalogue
{
    private static readonly SortedDictionary<string, Action<LayerContext>> Builders = new(StringComparer.Ordinal)
    {
        ["Activation"] = ActivationBuilder.Build,
        ["AvgPool2D"] = context => PoolBuilder.Average(context, rank: 2),
        ["Conv2D"] = context => ConvBuilder.Build(context, rank: 2),
        ["Dense"] = DenseBuilder.Build,
        ["Dropout"] = DropoutBuilder.Build,
        ["Flatten"] = FlattenBuilder.Build,
        ["MaxPool2D"] = context => PoolBuilder.Max(context, rank: 2),
        ["Softmax"] = SoftmaxBuilder.Build,
    };

    /// <summary>The kinds, sorted.</summary>
    public static IEnumerable<string> Kinds => Builders.Keys;

    /// <summary>What builds a kind, or null where there is none of that name.</summary>
    public static Action<LayerContext>? Find(string kind) => Builders.TryGetValue(kind, out Action<LayerContext>? build) ? build : null;
}
