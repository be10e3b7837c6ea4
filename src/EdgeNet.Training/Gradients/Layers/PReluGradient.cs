using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers;

/// <summary>x, or slope·x where it is below 0; the slope is broadcast and sums its gradients.</summary>
internal sealed unsafe class PReluGradient(PRelu layer, TensorShape shape) : LayerGradient
{
    private readonly int _length = shape.Length;

    /// <summary>The slope of each element.</summary>
    private readonly int[] _slopes = Strides.Broadcast(layer.AlignedSlope(shape), shape) ?? [.. Enumerable.Range(0, shape.Length)];

    public override void Forward(LayerState state, in Pass pass)
    {
        float* slopes = pass.Parameters + state.ParameterOffsets[0];
        for (int i = 0; i < _length; i++)
        {
            Vector256<float> x = Lanes.Load(state.Inputs[0] + (long)i * Lanes.Count);
            Vector256<float> y = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), x * slopes[_slopes[i]], x);
            Lanes.Store(state.Output + (long)i * Lanes.Count, y);
        }
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        float* slopes = pass.Parameters + state.ParameterOffsets[0];
        float* slopeGradients = pass.ParameterGradients + state.ParameterOffsets[0];
        float* dx = state.InputGradients[0];
        for (int i = 0; i < _length; i++)
        {
            Vector256<float> x = Lanes.Load(state.Inputs[0] + (long)i * Lanes.Count);
            Vector256<float> dy = Lanes.Load(state.OutputGradient + (long)i * Lanes.Count);
            Vector256<float> below = Vector256.LessThan(x, Vector256<float>.Zero);
            if (pass.WantsParameterGradients)
                slopeGradients[_slopes[i]] += Lanes.Sum(Vector256.ConditionalSelect(below, dy * x, Vector256<float>.Zero));
            if (dx != null) Lanes.Add(dx + (long)i * Lanes.Count, Vector256.ConditionalSelect(below, dy * slopes[_slopes[i]], dy));
        }
    }
}
