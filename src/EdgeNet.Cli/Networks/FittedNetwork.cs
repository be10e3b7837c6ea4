using EdgeNet.Cli.Output;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Problems;
using EdgeNet.Description;
using EdgeNet.Training.Data;

namespace EdgeNet.Cli.Networks;

/// <summary>
/// A network of another input shape and number of classes than its class was written with: the same layers, compiled anew.
/// </summary>
internal static class FittedNetwork
{
    private const string Dense = "Dense";
    private const string Units = "units";

    /// <summary>
    /// Fits a network to a data set: to the length and channels of series, and to the classes where they would not fit else.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="form">The data.</param>
    /// <param name="isInputGiven">Whether the input shape is the user's choice.</param>
    /// <param name="classes">The classes that the user chose; null for those of the data.</param>
    /// <returns>The network itself where it fits.</returns>
    /// <exception cref="CommandException">It cannot be fitted.</exception>
    public static NetworkEntry ForData(NetworkEntry network, DataForm form, bool isInputGiven, int? classes)
    {
        IReadOnlyList<int> input = network.Info.InputShape;
        int outputs = network.Info.Outputs[0].Length;
        int[]? shape = null;
        // Weights that came with a network hold for its own shapes.
        bool isFree = network.OwnParameters is null && network.Info.Inputs.Count == 1;
        if (isFree && !isInputGiven && form is { AreSeries: true, Shape: { } series } && input.Count <= 2
            && series.Aggregate(1L, (p, s) => p * s) != network.Info.InputLength)
            shape = input.Count == 2 ? [.. series] : series[0] == 1 ? [series[1]] : null;
        bool changesEnd = isFree && WithEnd(network.Description, form.Outputs) != network.Description;
        bool takesClasses = shape is not null || form.AreSeries || form.Classes > outputs || form.Outputs != TargetKind.Classes;
        int? wanted = classes ?? (isFree && takesClasses ? form.Classes : null);
        if (wanted == outputs) wanted = null;
        return shape is null && wanted is null && !changesEnd ? network : Create(network, shape, wanted, form.Outputs);
    }

    /// <summary>The network that weights were learnt by, where that is one fitted to its data.</summary>
    /// <param name="network">The network as it was written.</param>
    /// <param name="weights">The weights' file; null for the one that train writes.</param>
    /// <returns>The network itself where the weights are its own, or none that it could be fitted to.</returns>
    public static NetworkEntry ForWeights(NetworkEntry network, FileInfo? weights)
    {
        string path = weights?.ToString() ?? NetworkParameters.FileOf(network);
        if (!File.Exists(path) || (weights is null && (network.OwnParameters is not null || network.HasEmbeddedWeights))) return network;
        try
        {
            using SafetensorsFile file = SafetensorsFile.Open(path);
            if (file.Fingerprint == network.Info.Fingerprint) return network;
            if (ReplacedNetwork.ForWeights(network, file) is { } replaced) return replaced;
            if (network.OwnParameters is not null) return network;
            int[]? shape = file.Metadata.Preparation is { } preparation && preparation.Shape.Count == network.Info.InputShape.Count
                ? [.. preparation.Shape] : null;
            int? classes = file.Metadata.Classes.Count > 0 ? file.Metadata.Classes.Count : null;
            TargetKind outputs = file.Metadata.Outputs;
            foreach ((int[]? s, int? c) in new[] { (shape, classes), (shape, null), (null, classes), (null, null) })
            {
                if (s is null && c is null && outputs == TargetKind.Classes) continue;
                NetworkEntry fitted = Create(network, s, c, outputs);
                if (fitted.Info.Fingerprint == file.Fingerprint) return fitted;
                if (ReplacedNetwork.ForWeights(fitted, file) is { } other) return other;
            }
        }
        catch (Exception e) when (e is WeightsException or IOException or UnauthorizedAccessException or CommandException)
        {
            // What is wrong with the weights is told where they are opened.
        }

        return network;
    }

    /// <summary>Makes the network.</summary>
    /// <param name="network">The network as it was written.</param>
    /// <param name="shape">The input shape; null for its own.</param>
    /// <param name="classes">The classes; null for its own.</param>
    /// <param name="outputs">What its outputs are to stand for.</param>
    /// <exception cref="CommandException">Its layers do not allow it.</exception>
    public static NetworkEntry Create(NetworkEntry network, int[]? shape, int? classes, TargetKind outputs = TargetKind.Classes)
    {
        NetworkDescription description = network.Description;
        if (shape is not null)
        {
            if (description.Inputs.Count != 1)
                throw new CommandException(
                    $"--input: {network.Name} has {description.Inputs.Count} inputs; their shapes cannot be chosen.");
            description = description with { Inputs = new[] { description.Inputs[0] with { Shape = shape } } };
        }

        if (classes is { } count) description = WithClasses(description, count);
        description = WithEnd(description, outputs);
        if (GraphBuilder.Build(description, out IReadOnlyList<Problem> problems) is null)
        {
            IEnumerable<string> errors = problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => p.ToString());
            throw new CommandException(
                $"{network.Name} does not take inputs of {Format.Shape(shape ?? [.. network.Info.InputShape])}:", [.. errors]);
        }

        return new DescribedEntry(description, network.Target.Namespace);
    }

    /// <summary>
    /// The network with what stands behind the last dense layer: nothing where numbers are learnt, and a sigmoid where samples may have
    /// several classes; whatever it has where they have one.
    /// </summary>
    internal static NetworkDescription WithEnd(NetworkDescription description, TargetKind outputs)
    {
        if (outputs == TargetKind.Classes) return description;
        LayerDescription[] layers = [.. description.Layers];
        int count = layers.Length;
        while (count > 0 && layers[count - 1].Kind is "Softmax" or "LogSoftmax") count--;
        if (count == layers.Length) return description;
        LayerDescription[] end = outputs == TargetKind.Labels
            ? [new("Activation", new[] { new LayerArgument("function", nameof(Activation.Sigmoid)) })] : [];
        return description with { Layers = (LayerDescription[])[.. layers[..count], .. end] };
    }

    private static NetworkDescription WithClasses(NetworkDescription description, int classes)
    {
        LayerDescription[] layers = [.. description.Layers];
        int last = Array.FindLastIndex(layers, l => l.Kind is not ("Softmax" or "LogSoftmax" or "Flatten"));
        if (last < 0 || layers[last].Kind != Dense)
            throw new CommandException(
                $"{description.Name} does not end in a dense layer, whose outputs could be as many as there are classes ({classes}).");
        LayerArgument[] arguments =
            [.. layers[last].Arguments.Select(a => a.Name == Units ? new LayerArgument(Units, (double)classes) : a)];
        layers[last] = new LayerDescription(Dense, arguments);
        return description with { Layers = layers };
    }
}
