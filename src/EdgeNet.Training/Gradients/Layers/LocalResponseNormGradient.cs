using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers;

/// <summary>
/// y = x·d^−β with d = k + α/n·Σ x² over the neighbouring channels; dx = dy·d^−β − 2αβ/n·x·Σ dy·y/d over the channels in whose sums x
/// takes part. The scratch memory keeps d.
/// </summary>
internal sealed unsafe class LocalResponseNormGradient(LocalResponseNorm norm, TensorShape shape) : LayerGradient
{
    private readonly int _channels = shape.Channels;

    /// <summary>Floats of a channel.</summary>
    private readonly int _plane = checked(shape.Length / shape.Channels * Lanes.Count);

    private readonly float _scale = norm.Alpha / norm.Size;

    public override long ScratchLength => (long)_channels * _plane;

    public override bool ReadsOutput => true;

    public override void Forward(LayerState state, in Pass pass)
    {
        for (int c = 0; c < _channels; c++)
        {
            int first = Math.Max(0, c - norm.Before), last = Math.Min(_channels - 1, c + norm.After);
            long plane = (long)c * _plane;
            for (int i = 0; i < _plane; i += Lanes.Count)
            {
                Vector256<float> sum = Vector256<float>.Zero;
                for (int j = first; j <= last; j++)
                {
                    Vector256<float> x = Lanes.Load(state.Inputs[0] + (long)j * _plane + i);
                    sum = Lanes.MultiplyAdd(x, x, sum);
                }

                Vector256<float> d = Vector256.Create(norm.K) + _scale * sum;
                Lanes.Store(state.Scratch + plane + i, d);
                Lanes.Store(state.Output + plane + i, Lanes.Load(state.Inputs[0] + plane + i) * Shrink(d));
            }
        }
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        if (state.InputGradients[0] == null) return;
        for (int c = 0; c < _channels; c++)
        {
            int first = Math.Max(0, c - norm.After), last = Math.Min(_channels - 1, c + norm.Before);
            long plane = (long)c * _plane;
            for (int i = 0; i < _plane; i += Lanes.Count)
            {
                Vector256<float> sum = Vector256<float>.Zero;
                for (int j = first; j <= last; j++)
                {
                    long at = (long)j * _plane + i;
                    sum += Lanes.Load(state.OutputGradient + at) * Lanes.Load(state.Output + at) / Lanes.Load(state.Scratch + at);
                }

                Vector256<float> direct = Lanes.Load(state.OutputGradient + plane + i) * Shrink(Lanes.Load(state.Scratch + plane + i));
                Lanes.Add(state.InputGradients[0] + plane + i, direct - 2 * _scale * norm.Beta * Lanes.Load(state.Inputs[0] + plane + i) * sum);
            }
        }
    }

    /// <summary>d^−β.</summary>
    private Vector256<float> Shrink(Vector256<float> d) => LaneMath.Exp(-norm.Beta * Vector256.Log(d));
}
