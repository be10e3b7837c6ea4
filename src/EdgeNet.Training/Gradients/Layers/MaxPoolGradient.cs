using System.Numerics;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers;

/// <summary>Max pooling; the gradient goes to the first of the largest elements, which the scratch memory remembers by its tap.</summary>
internal sealed unsafe class MaxPoolGradient : LayerGradient
{
    private readonly int _channels;
    private readonly int _inputLength;
    private readonly int _positions;
    private readonly int _taps;

    /// <summary>The input element of tap t at position p, at [p·taps + t]; −1 where it lies outside.</summary>
    private readonly int[] _sources;

    public MaxPoolGradient(MaxPool pool, TensorShape input, TensorShape output)
    {
        var table = new WindowTable(pool.Window, input, output);
        int[] inside = table.Sources();
        _channels = input.Channels;
        _inputLength = table.Interior.Length;
        _positions = table.Positions.Length;
        _taps = table.Taps.Length;
        _sources = [.. table.Positions.SelectMany(p => table.Taps.Select(t => Math.Max(-1, inside[p + t])))];
    }

    public override long ScratchLength => (long)_channels * _positions * Lanes.Count;

    public override void Forward(LayerState state, in Pass pass)
    {
        fixed (int* sources = _sources)
        {
            for (int c = 0; c < _channels; c++)
            {
                float* x = state.Inputs[0] + c * _inputLength * Lanes.Count;
                float* y = state.Output + c * _positions * Lanes.Count;
                float* winners = state.Scratch + c * _positions * Lanes.Count;
                for (int p = 0; p < _positions; p++)
                {
                    int* source = sources + p * _taps;
                    var best = new Vector<float>(float.NegativeInfinity);
                    Vector<float> winner = Vector<float>.Zero;
                    for (int t = 0; t < _taps; t++)
                    {
                        if (source[t] < 0) continue;
                        Vector<float> value = Lanes.Load(x + source[t] * Lanes.Count);
                        Vector<int> better = Vector.GreaterThan(value, best);
                        best = Vector.ConditionalSelect(better, value, best);
                        winner = Vector.ConditionalSelect(better, new(t), winner);
                    }

                    Lanes.Store(y + p * Lanes.Count, best);
                    Lanes.Store(winners + p * Lanes.Count, winner);
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
                float* winners = state.Scratch + c * _positions * Lanes.Count;
                for (int p = 0; p < _positions; p++)
                {
                    int* source = sources + p * _taps;
                    Vector<float> gradient = Lanes.Load(dy + p * Lanes.Count);
                    Vector<float> winner = Lanes.Load(winners + p * Lanes.Count);
                    for (int t = 0; t < _taps; t++)
                    {
                        if (source[t] < 0) continue;
                        Vector<int> won = Vector.Equals(winner, new Vector<float>(t));
                        Lanes.Add(dx + source[t] * Lanes.Count, Vector.ConditionalSelect(won, gradient, Vector<float>.Zero));
                    }
                }
            }
        }
    }
}
