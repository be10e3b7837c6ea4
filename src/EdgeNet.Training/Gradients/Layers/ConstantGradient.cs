using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Graph;

namespace EdgeNet.Training.Gradients.Layers;

/// <summary>A parameter as a tensor: the same for every sample, so that its gradient sums over them.</summary>
internal sealed unsafe class ConstantGradient(TensorShape shape) : LayerGradient
{
    private readonly int _length = shape.Length;

    public override void Forward(LayerState state, in Pass pass)
    {
        float* value = pass.Parameters + state.ParameterOffsets[0];
        for (int i = 0; i < _length; i++)
            Lanes.Store(state.Output + (long)i * Lanes.Count, Vector256.Create(value[i]));
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        if (!pass.WantsParameterGradients) return;
        float* gradient = pass.ParameterGradients + state.ParameterOffsets[0];
        for (int i = 0; i < _length; i++)
            gradient[i] += Lanes.Sum(Lanes.Load(state.OutputGradient + (long)i * Lanes.Count));
    }
}
