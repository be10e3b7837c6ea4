using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers;

/// <summary>Average pooling; each element under the window gets its share of the gradient.</summary>
internal sealed unsafe class AvgPoolGradient : LayerGradient
{
    private readonly int _channels;
    private readonly int _inputLength;
    private readonly int _positions;
    private readonly int _taps;

    /// <summary>The input element of tap t at position p, at [p·taps + t]; −1 where it lies outside.</summary>
    private readonly int[] _sources;

    /// <summary>One over the number of taps that count, for each position.</summary>
    private readonly float[] _shares;

    public AvgPoolGradient(AvgPool pool, TensorShape input, TensorShape output)
    {
        var table = new WindowTable(pool.Window, input, output);
        int[] inside = table.Sources();
        int least = pool.CountIncludePad ? -1 : 0;
        _channels = input.Channels;
        _inputLength = table.Interior.Length;
        _positions = table.Positions.Length;
        _taps = table.Taps.Length;
        _sources = [.. table.Positions.SelectMany(p => table.Taps.Select(t => Math.Max(-1, inside[p + t])))];
        _shares = [.. table.Positions.Select(p => 1f / table.Taps.Count(t => inside[p + t] >= least))];
    }

    public override void Forward(LayerState state, in Pass pass)
    {
        fixed (int* sources = _sources)
        {
            for (int c = 0; c < _channels; c++)
            {
                float* x = state.Inputs[0] + c * _inputLength * Lanes.Count;
                float* y = state.Output + c * _positions * Lanes.Count;
                for (int p = 0; p < _positions; p++)
                {
                    int* source = sources + p * _taps;
                    Vector256<float> sum = Vector256<float>.Zero;
                    for (int t = 0; t < _taps; t++)
                        if (source[t] >= 0) sum += Lanes.Load(x + source[t] * Lanes.Count);
                    Lanes.Store(y + p * Lanes.Count, sum * _shares[p]);
                }
            }
        }
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        if (state.InputGradients[0] == null) return;
        fixed (int* sources = _sources)
        {
            for (int c = 0; c < _channels; c++)
            {
                float* dx = state.InputGradients[0] + c * _inputLength * Lanes.Count;
                float* dy = state.OutputGradient + c * _positions * Lanes.Count;
                for (int p = 0; p < _positions; p++)
                {
                    int* source = sources + p * _taps;
                    Vector256<float> share = Lanes.Load(dy + p * Lanes.Count) * _shares[p];
                    for (int t = 0; t < _taps; t++)
                        if (source[t] >= 0) Lanes.Add(dx + source[t] * Lanes.Count, share);
                }
            }
        }
    }
}
