using EdgeNet.Description;

namespace EdgeNet.Cli.Networks;

/// <summary>The entry of one class.</summary>
/// <typeparam name="T">The class.</typeparam>
internal class NetworkEntry<T> : NetworkEntry
    where T : ICompiledNetwork<T>
{
    /// <inheritdoc/>
    public override NetworkInfo Info => T.NetworkInfo;

    /// <inheritdoc/>
    public override NetworkDescription Description => T.Description;

    /// <inheritdoc/>
    protected sealed override Type Type => typeof(T);

    /// <inheritdoc/>
    public override INetwork<float> Create(IParameterSource parameters) => T.Create(parameters);
}
