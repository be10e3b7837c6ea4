using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>BatchNorm, InstanceNorm, GroupNorm, LayerNorm, LocalResponseNorm.</summary>
internal static class NormBuilder
{
    private const float DefaultEpsilon = 1e-5f;

    public static void Batch(LayerContext context)
    {
        float epsilon = context.Positive("epsilon", DefaultEpsilon), momentum = context.Float("momentum", 0.1f);
        if (momentum is < 0 or > 1) context.OutOfRange("momentum", "from 0 to 1", momentum);
        context.Add(new BatchNorm(epsilon, momentum), ActivationBuilder.Read(context));
    }

    public static void Instance(LayerContext context)
    {
        float epsilon = context.Positive("epsilon", DefaultEpsilon);
        bool affine = context.Flag("affine", true);
        if (context.RequireSpatial()) context.Add(new InstanceNorm(epsilon, affine));
    }

    public static void Group(LayerContext context)
    {
        int groups = context.Int("groups", null, 1);
        float epsilon = context.Positive("epsilon", DefaultEpsilon);
        bool affine = context.Flag("affine", true);
        if (context.Input is { } input && ConvBuilder.RequireGroups(context, "channels", input.Channels, groups))
            context.Add(new GroupNorm(groups, epsilon, affine));
    }

    public static void Layer(LayerContext context)
    {
        float epsilon = context.Positive("epsilon", DefaultEpsilon);
        bool affine = context.Flag("affine", true);
        int axis = context.Axis("axis", 0, context.Input?.Rank ?? GraphBuilder.MaxRank);
        context.Add(new LayerNorm(axis, epsilon, affine));
    }

    public static void LocalResponse(LayerContext context)
    {
        int size = context.Int("size", null, 1);
        float alpha = context.Float("alpha", 1e-4f), beta = context.Float("beta", 0.75f), k = context.Float("k", 1);
        if (alpha < 0) context.OutOfRange("alpha", "0 or more", alpha);
        if (k < 0) context.OutOfRange("k", "0 or more", k);
        context.Add(new LocalResponseNorm(size, alpha, beta, k));
    }
}
