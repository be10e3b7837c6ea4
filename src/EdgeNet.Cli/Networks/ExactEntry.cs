using EdgeNet.Compiler;
using EdgeNet.Description;

namespace EdgeNet.Cli.Networks;

/// <summary>A network with direct convolutions: the same weights, and code that is compiled in memory.</summary>
/// <param name="network">The network as it was described.</param>
internal sealed class ExactEntry(NetworkEntry network) : NetworkEntry
{
    private readonly DescribedEntry _exact = new(network.Description with { Exact = true }, network.Target.Namespace);

    /// <inheritdoc/>
    public override string Name => network.Name;

    /// <inheritdoc/>
    public override NetworkInfo Info => _exact.Info;

    /// <inheritdoc/>
    public override NetworkDescription Description => _exact.Description;

    /// <inheritdoc/>
    public override IParameterSource? OwnParameters => network.OwnParameters;

    /// <inheritdoc/>
    public override IReadOnlyList<string> DataFiles => network.DataFiles;

    /// <inheritdoc/>
    public override bool IsQuantized => network.IsQuantized;

    /// <inheritdoc/>
    public override bool HasEmbeddedWeights => network.HasEmbeddedWeights;

    /// <inheritdoc/>
    protected internal override TargetClass Target => network.Target;

    /// <inheritdoc/>
    public override INetwork<float> Create(IParameterSource parameters) => _exact.Create(parameters);

    /// <inheritdoc/>
    protected internal override SafetensorsFile OpenEmbedded() => network.OpenEmbedded();
}
