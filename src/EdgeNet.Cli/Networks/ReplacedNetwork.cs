using EdgeNet.Cli.Output;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Problems;
using EdgeNet.Description;

namespace EdgeNet.Cli.Networks;

/// <summary>
/// A network with another classifier than it was written with: another number of outputs, or a layer behind features that had none.
/// </summary>
internal static class ReplacedNetwork
{
    /// <summary>Layers of a weights' file that may differ from the network's: the classifier, and no more.</summary>
    private const int MostDiffering = 1;

    /// <summary>Makes the network.</summary>
    /// <param name="network">The network as it was written.</param>
    /// <param name="layer">
    /// The layer that gets as many outputs; where there is none of that name, and the network ends in features, a dense layer and a softmax
    /// are put behind them.
    /// </param>
    /// <param name="outputs">How many.</param>
    /// <param name="kind">What they give: behind numbers and several classes a sample there is no softmax.</param>
    /// <exception cref="CommandException">The layer is none that has outputs, or not the last one.</exception>
    public static NetworkEntry Create(NetworkEntry network, string layer, int outputs, TargetKind kind)
    {
        Node? node = CheckLayer(network, layer);
        NetworkDescription replaced =
            node is null ? WithHead(network, layer, outputs) : WithOutputs(network.Description, node, outputs);
        replaced = FittedNetwork.WithEnd(replaced, kind);
        NetworkGraph? graph = GraphBuilder.Build(replaced, out IReadOnlyList<Problem> problems);
        if (graph is null)
        {
            IEnumerable<string> errors = problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => p.ToString());
            throw new CommandException($"--replace: {network.Name} does not take {Format.Count(outputs)} outputs of '{layer}':",
                [.. errors]);
        }

        int found = graph.OutputShape.Length;
        return found == outputs
            ? new DescribedEntry(replaced, network.Target.Namespace)
            : throw new CommandException(
                $"--replace: with {Format.Count(outputs)} outputs of '{layer}', {network.Name} gives {Format.Count(found)} numbers; "
                + $"the layer that gives the classes is '{LastLayer(network)}'.");
    }

    /// <summary>Refuses a layer that cannot be replaced.</summary>
    /// <param name="network">The network as it was written.</param>
    /// <param name="layer">The layer's name.</param>
    /// <returns>The layer; null where one of that name is put behind features.</returns>
    /// <exception cref="UsageException">It is not the last one, or there is none and none can be put there.</exception>
    public static Node? CheckLayer(NetworkEntry network, string layer)
    {
        Node? node = network.Graph.Nodes.FirstOrDefault(n => n.Name == layer && n.Layer is not Input);
        if (node is not null)
            return node.Name == LastLayer(network) ? node : throw new UsageException(
                $"--replace: '{node.Name}' is not the layer that gives the classes of {network.Name}; that is '{LastLayer(network)}'.");
        bool endsInFeatures = network.Graph[network.Graph.Outputs[0]].Layer is not Softmax && network.Info.Outputs.Count == 1;
        if (Safety.LayerName.IsValid(layer) && endsInFeatures) return null;
        string[] names = [.. network.Graph.Nodes.Where(n => n.Layer is Dense or Conv or ConvTranspose).Select(n => n.Name)];
        throw new UsageException(
            $"--replace: {network.Name} has no layer '{Safety.PlainText.Shorten(layer, 80)}'; "
            + $"the one that gives the classes is '{LastLayer(network)}'.{Suggestions.For(layer, names)}");
    }

    /// <summary>The network that weights were learnt by, where it is one with another classifier.</summary>
    /// <param name="network">The network as it was written.</param>
    /// <param name="weights">The weights.</param>
    /// <returns>Null where they were learnt by no such network.</returns>
    public static NetworkEntry? ForWeights(NetworkEntry network, SafetensorsFile weights)
    {
        Dictionary<string, ParameterInfo> own = network.Info.Parameters.ToDictionary(p => p.Name, StringComparer.Ordinal);
        (string Layer, int Outputs)[] differing =
        [
            .. weights.Tensors.Where(t => t.Name.EndsWith(".weight", StringComparison.Ordinal) && t.Shape.Count > 0)
                .Where(t => !own.TryGetValue(t.Name, out ParameterInfo? parameter) || !parameter.Shape.SequenceEqual(t.Shape))
                .Select(t => (t.Name[..t.Name.LastIndexOf('.')], t.Shape[0])).Take(MostDiffering + 1),
        ];
        if (differing.Length != MostDiffering) return null;
        try
        {
            NetworkEntry replaced = Create(network, differing[0].Layer, differing[0].Outputs, weights.Metadata.Outputs);
            return replaced.Info.Fingerprint == weights.Fingerprint ? replaced : null;
        }
        catch (CommandException)
        {
            return null; // What is wrong with the weights is told where they are opened.
        }
    }

    /// <summary>The last layer of a network with a weight between inputs and outputs.</summary>
    public static string LastLayer(NetworkEntry network) =>
        network.Graph.Nodes.LastOrDefault(n => n.Layer is Dense or Conv or ConvTranspose)?.Name ?? network.Graph.Outputs[0];

    private static NetworkDescription WithOutputs(NetworkDescription description, Node node, int outputs)
    {
        LayerDescription[] layers = [.. description.Layers];
        LayerDescription written = layers[node.Source];
        string? counted = written.Arguments.Select(a => a.Name).FirstOrDefault(name => name is "units" or "filters");
        if (counted is null || node.Layer is not (Dense or Conv or ConvTranspose))
            throw new CommandException(
                $"--replace: '{node.Name}' of {description.Name} is {node.Layer.Kind}; expected a dense layer or a convolution, which have outputs.");
        layers[node.Source] = new LayerDescription(
            written.Kind, [.. written.Arguments.Select(a => a.Name == counted ? new LayerArgument(counted, (double)outputs) : a)]);
        return description with { Layers = layers };
    }

    private static NetworkDescription WithHead(NetworkEntry network, string layer, int outputs)
    {
        NetworkDescription description = network.Description;
        Node last = network.Graph[network.Graph.Outputs[0]];
        List<LayerDescription> layers = [.. description.Layers];
        if (last.Shape.Rank > 1) layers.Add(new LayerDescription("Flatten", From(last)));
        layers.Add(new LayerDescription("Dense",
            [new("units", (double)outputs), .. last.Shape.Rank > 1 ? [] : From(last), new("name", layer)]));
        layers.Add(new LayerDescription("Softmax"));
        return description with { Layers = layers.ToArray(), Outputs = default };
    }

    /// <summary>What the head takes: the network's output, which need not be its last layer.</summary>
    private static LayerArgument[] From(Node output) =>
        output.Source >= 0 && Safety.LayerName.IsValid(output.Name) ? [new("from", output.Name)] : [];
}
