using EdgeNet.Training.Understanding;

namespace EdgeNet.Cli.Visualizing;

/// <summary>What a network makes of one sample.</summary>
/// <param name="Name">The sample's file.</param>
/// <param name="Input">The sample as the network takes it.</param>
/// <param name="Likely">
/// The likeliest classes with their probabilities, the first one the answer; of numbers each output with its value.
/// </param>
/// <param name="Output">The output that is explained.</param>
/// <param name="OutputName">Its class.</param>
internal sealed record SampleView(string Name, float[] Input, IReadOnlyList<(string Name, double Value)> Likely, int Output,
    string OutputName)
{
    /// <summary>Where it tells for the class; null where the network has no layer that Grad-CAM could weigh.</summary>
    public HeatMap? GradCam { get; private init; }

    /// <summary>How much the score hangs on each position of the input.</summary>
    public required HeatMap Saliency { get; init; }

    /// <summary>What each layer makes of it.</summary>
    public required IReadOnlyList<LayerActivation> Layers { get; init; }

    /// <summary>Looks at a sample.</summary>
    /// <param name="viewer">Looks into the network.</param>
    /// <param name="name">The sample's file.</param>
    /// <param name="input">The sample as the network takes it.</param>
    /// <param name="likely">The likeliest classes.</param>
    /// <param name="output">The output that is explained.</param>
    /// <param name="outputName">Its class.</param>
    public static SampleView Of(
        NetworkViewer viewer, string name, float[] input, IReadOnlyList<(string Name, double Value)> likely, int output,
            string outputName) =>
        new(name, input, likely, output, outputName)
        {
            GradCam = viewer.GradCam(input, output), Saliency = viewer.Saliency(input, output), Layers = viewer.Activations(input),
        };
}
