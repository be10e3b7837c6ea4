using EdgeNet.Compiler.Graph;

namespace EdgeNet.Training.PyTorch;

/// <summary>What is exported to PyTorch.</summary>
/// <param name="Graph">The network, before any pass.</param>
/// <param name="Info">Its name, parameters and fingerprint.</param>
public sealed record PyTorchExport(NetworkGraph Graph, NetworkInfo Info)
{
    /// <summary>Its trained parameters; null where there are none: PyTorch then begins with its own initialization.</summary>
    public IParameterSource? Parameters { get; init; }

    /// <summary>What is known of the parameters, preparation among it.</summary>
    public WeightsMetadata Metadata { get; init; } = new();

    /// <summary>How inputs are prepared: as the metadata say, or as it is usual for the input's shape.</summary>
    public InputPreparation Preparation => Metadata.Preparation ?? InputPreparation.DefaultFor(Info.InputShape);

    /// <summary>
    /// Why nothing but model and weights is written; null where a training is. The training is that of classes, of one picture a sample.
    /// </summary>
    public string? NoTraining =>
        Info.Inputs.Count != 1 || Info.Outputs.Count != 1 ? "it has several inputs or outputs"
        : Preparation.Kind != InputKind.Picture ? "its input is no picture"
        : Metadata.Outputs != TargetKind.Classes || EndsInSigmoid ? "its outputs are no classes of which a sample has one"
        : Info.OutputLength < 2 ? "it has a single output"
        : null;

    private bool EndsInSigmoid =>
        Graph[Graph.Outputs[0]].Layer is Compiler.Graph.Layers.Activate { Function.Kind: Activation.Sigmoid };
}
