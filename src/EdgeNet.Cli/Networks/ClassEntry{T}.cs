using EdgeNet.Compiler;
using EdgeNet.Description;
using EdgeNet.Safety;

namespace EdgeNet.Cli.Networks;

/// <summary>The entry of a compiled class.</summary>
/// <typeparam name="T">The class.</typeparam>
internal sealed class ClassEntry<T> : NetworkEntry
    where T : ICompiledNetwork<T>
{
    private static string WeightsResource => T.NetworkInfo.Name + ".safetensors";

    /// <inheritdoc/>
    public override string Name => T.NetworkInfo.Name;

    /// <inheritdoc/>
    public override NetworkInfo Info => T.NetworkInfo;

    /// <inheritdoc/>
    public override NetworkDescription Description => T.Description;

    /// <inheritdoc/>
    public override bool HasEmbeddedWeights => typeof(T).Assembly.GetManifestResourceNames().Any(
        r => r == WeightsResource || r.EndsWith("." + WeightsResource, StringComparison.Ordinal));

    /// <inheritdoc/>
    protected internal override TargetClass Target
    {
        get
        {
            string containing = "";
            for (Type? outer = typeof(T).DeclaringType; outer is not null; outer = outer.DeclaringType)
                containing = $"partial {(outer.IsValueType ? "struct" : "class")} {CSharpText.TypeName(outer.Name)}\n{containing}";
            string[] containers = containing.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return new TargetClass(CSharpText.NamespaceName(typeof(T).Namespace ?? ""), containers, typeof(T).Name);
        }
    }

    /// <inheritdoc/>
    public override INetwork<float> Create(IParameterSource parameters) => T.Create(parameters);

    /// <inheritdoc/>
    protected internal override SafetensorsFile OpenEmbedded() =>
        HasEmbeddedWeights ? EmbeddedWeights.Open(typeof(T).Assembly, WeightsResource) : throw NoWeights();
}
