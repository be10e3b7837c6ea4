using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers.Joins;

/// <summary>Tensors joined along an axis: for each index of the axes before it, a run of each input in turn.</summary>
internal sealed unsafe class ConcatGradient(Concat concat, IReadOnlyList<TensorShape> inputs) : LayerGradient
{
    private readonly int _runs = inputs[0].Dimensions.Take(concat.Axis).Aggregate(1, (product, size) => product * size);

    /// <summary>Floats of one run of each input.</summary>
    private readonly int[] _lengths =
        [.. inputs.Select(i => checked(i.Dimensions.Skip(concat.Axis).Aggregate(1, (product, size) => product * size) * Lanes.Count))];

    public override void Forward(LayerState state, in Pass pass)
    {
        float* y = state.Output;
        for (int run = 0; run < _runs; run++)
        {
            for (int input = 0; input < _lengths.Length; input++)
            {
                int length = _lengths[input];
                new ReadOnlySpan<float>(state.Inputs[input] + (long)run * length, length).CopyTo(new(y, length));
                y += length;
            }
        }
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        float* dy = state.OutputGradient;
        for (int run = 0; run < _runs; run++)
        {
            for (int input = 0; input < _lengths.Length; input++)
            {
                int length = _lengths[input];
                float* dx = state.InputGradients[input] == null ? null : state.InputGradients[input] + (long)run * length;
                for (int i = 0; dx != null && i < length; i += Lanes.Count)
                    Lanes.Add(dx + i, Lanes.Load(dy + i));
                dy += length;
            }
        }
    }
}
