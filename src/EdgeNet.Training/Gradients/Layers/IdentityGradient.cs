namespace EdgeNet.Training.Gradients.Layers;

/// <summary>Flatten and its like: the elements as they are.</summary>
internal sealed unsafe class IdentityGradient(int length) : LayerGradient
{
    public override bool CanRunInPlace => true;

    public override void Forward(LayerState state, in Pass pass)
    {
        if (state.Output == state.Inputs[0]) return;
        new ReadOnlySpan<float>(state.Inputs[0], length * Lanes.Count).CopyTo(new(state.Output, length * Lanes.Count));
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        float* gradient = state.InputGradients[0];
        if (gradient == null || gradient == state.OutputGradient) return;
        for (int i = 0; i < length * Lanes.Count; i += Lanes.Count)
            Lanes.Add(gradient + i, Lanes.Load(state.OutputGradient + i));
    }
}
