using EdgeNet.Onnx;

namespace EdgeNet.Cli.Networks;

/// <summary>The entry of a network taken from a file, with the file's weights.</summary>
/// <typeparam name="T">The class that was compiled for it.</typeparam>
/// <param name="network">What was imported.</param>
internal sealed class ImportedEntry<T>(ImportedNetwork network) : NetworkEntry<T>
    where T : ICompiledNetwork<T>
{
    /// <inheritdoc/>
    public override IParameterSource? OwnParameters => network.Parameters;
}
