using System.Runtime.Intrinsics;
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
        _partitions = _sources.Where(s => s >= 0).Order().SequenceEqual(Enumerable.Range(0, _inputLength));
    }

    /// <summary>Whether each input element is in one window, no more and no fewer.</summary>
    private readonly bool _partitions;

    public override bool SetsInputGradients => _partitions;

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
                    var best = Vector256.Create(float.NegativeInfinity);
                    Vector256<float> winner = Vector256<float>.Zero;
                    for (int t = 0; t < _taps; t++)
                    {
                        if (source[t] < 0) continue;
                        Vector256<float> value = Lanes.Load(x + source[t] * Lanes.Count);
                        Vector256<float> better = Vector256.GreaterThan(value, best);
                        best = Vector256.ConditionalSelect(better, value, best);
                        winner = Vector256.ConditionalSelect(better, Vector256.Create((float)t), winner);
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
        bool sets = _partitions && state.Sets(0);
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
                    Vector256<float> gradient = Lanes.Load(dy + p * Lanes.Count);
                    Vector256<float> winner = Lanes.Load(winners + p * Lanes.Count);
                    for (int t = 0; t < _taps; t++)
                    {
                        if (source[t] < 0) continue;
                        Vector256<float> won = gradient & Vector256.Equals(winner, Vector256.Create((float)t));
                        float* to = dx + source[t] * Lanes.Count;
                        Lanes.Store(to, sets ? won : won + Lanes.Load(to));
                    }
                }
            }
        }
    }
}
