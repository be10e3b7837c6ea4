using EdgeNet.Compiler;
using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using EdgeNet.Onnx.Conformance;

namespace EdgeNet.Cli.Networks;

/// <summary>A network that is known by its description alone. Its code is compiled in memory when it is first run.</summary>
/// <param name="description">The network.</param>
/// <param name="targetNamespace">The namespace that the shown code has.</param>
/// <param name="parameters">The weights that came with it; null where there are none.</param>
/// <param name="dataFiles">The files that these weights lie in, beside the network's own; null where there are none.</param>
/// <param name="isQuantized">Whether it comes of a quantized file.</param>
internal sealed class DescribedEntry(
    NetworkDescription description, string targetNamespace, IParameterSource? parameters = null, IReadOnlyList<string>? dataFiles = null,
    bool isQuantized = false)
    : NetworkEntry
{
    private NetworkEntry? _compiled;

    /// <inheritdoc/>
    public override string Name => description.Name;

    /// <inheritdoc/>
    public override NetworkInfo Info => field ??= CreateInfo();

    /// <inheritdoc/>
    public override NetworkDescription Description => description;

    /// <inheritdoc/>
    public override IParameterSource? OwnParameters => parameters;

    /// <inheritdoc/>
    public override IReadOnlyList<string> DataFiles => dataFiles ?? [];

    /// <inheritdoc/>
    public override bool IsQuantized => isQuantized;

    /// <inheritdoc/>
    public override bool HasEmbeddedWeights => false;

    /// <inheritdoc/>
    protected internal override TargetClass Target => new(targetNamespace, default, description.Name);

    /// <inheritdoc/>
    /// <exception cref="CommandException">Its code does not compile.</exception>
    public override INetwork<float> Create(IParameterSource parameters) => (_compiled ??= Compile()).Create(parameters);

    /// <inheritdoc/>
    protected internal override SafetensorsFile OpenEmbedded() => throw NoWeights();

    private NetworkEntry Compile()
    {
        try
        {
            Type type = CompiledNetwork.Compile(description).Type;
            return (NetworkEntry)Activator.CreateInstance(typeof(ClassEntry<>).MakeGenericType(type))!;
        }
        catch (NetworkCompilationException e)
        {
            throw new CommandException($"Network '{Name}': {e.Problems[0]}", [.. e.Problems.Skip(1)]);
        }
    }

    private NetworkInfo CreateInfo()
    {
        NetworkGraph graph = Graph;
        return new(
            Name, Fingerprint.Of(graph), [.. graph.Inputs.Select(Tensor)], [.. graph.Outputs.Select(o => Tensor(graph[o]))],
            [.. graph.Parameters().Select(p => new ParameterInfo(p.Name, [.. p.Shape.Dimensions]))],
            Plan.WeightsLength, Plan.WorkspaceLength, graph.MultiplyAdds);
    }

    private static TensorInfo Tensor(Node node) => new(node.Name, [.. node.Shape.Dimensions]);
}
