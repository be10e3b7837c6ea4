namespace EdgeNet.Training.Gradients;

/// <summary>One worker's tensors of one layer.</summary>
internal sealed unsafe class LayerState
{
    /// <summary>The values of each input.</summary>
    public required float*[] Inputs { get; init; }

    /// <summary>The gradient of each input; null where nobody wants it.</summary>
    public required float*[] InputGradients { get; init; }

    /// <summary>The values of the output.</summary>
    public required float* Output { get; init; }

    /// <summary>The gradient of the output; null where nothing below has parameters.</summary>
    public required float* OutputGradient { get; init; }

    /// <summary>What the layer computes from its parameters once a batch: <see cref="LayerGradient.SharedLength"/> floats.</summary>
    public float* Shared { get; init; }

    /// <summary>Which inputs' gradients this layer is the first to reach, backward: they hold nothing yet.</summary>
    public required bool[] IsFirst { get; init; }

    /// <summary>Floats of each input.</summary>
    public required int[] InputFloats { get; init; }

    /// <summary>The layer's scratch memory.</summary>
    public required float* Scratch { get; init; }

    /// <summary>What all groups of the batch gathered from the inputs; null but at a <see cref="BatchLayerGradient"/>.</summary>
    public double* InputTotal { get; init; }

    /// <summary>What all groups of the batch gathered from the gradients; null but at a <see cref="BatchLayerGradient"/>.</summary>
    public double* GradientTotal { get; init; }

    /// <summary>Where each parameter of the layer starts, in the order of <see cref="Compiler.Graph.Layer.Parameters"/>.</summary>
    public required int[] ParameterOffsets { get; init; }

    /// <summary>Whether the gradient of an input holds nothing yet, and a layer that can is to set it.</summary>
    public bool Sets(int input) => IsFirst[input];
}
