using System.Runtime.Intrinsics;

namespace EdgeNet.Training.Gradients.Layers.Moves;

/// <summary>What every layer comes to that only puts elements elsewhere: y[i] = x[sources[i]], or a fixed number where there is no source.</summary>
/// <param name="sources">The input element of each output element; −1 for none.</param>
/// <param name="fill">What stands where there is none.</param>
internal abstract unsafe class MoveGradient(int[] sources, float fill = 0) : LayerGradient
{
    public sealed override void Forward(LayerState state, in Pass pass)
    {
        float* x = state.Inputs[0];
        for (int i = 0; i < sources.Length; i++)
            Lanes.Store(state.Output + (long)i * Lanes.Count, sources[i] < 0 ? Vector256.Create(fill) : Lanes.Load(x + (long)sources[i] * Lanes.Count));
    }

    public sealed override void Backward(LayerState state, in Pass pass)
    {
        float* dx = state.InputGradients[0];
        if (dx == null) return;
        for (int i = 0; i < sources.Length; i++)
            if (sources[i] >= 0) Lanes.Add(dx + (long)sources[i] * Lanes.Count, Lanes.Load(state.OutputGradient + (long)i * Lanes.Count));
    }
}
