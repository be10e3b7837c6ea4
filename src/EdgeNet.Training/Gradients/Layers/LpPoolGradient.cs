using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers;

/// <summary>y = (Σ |x|^p)^(1/p) under the window; dx = dy·sign(x)·(|x| / y)^(p − 1), and 0 where y is.</summary>
internal sealed unsafe class LpPoolGradient : LayerGradient
{
    private readonly int _p;
    private readonly int _channels;
    private readonly int _inputLength;
    private readonly int _positions;
    private readonly int _taps;

    /// <summary>The input element of tap t at position p, at [p·taps + t]; −1 where it lies outside.</summary>
    private readonly int[] _sources;

    public LpPoolGradient(LpPool pool, TensorShape input, TensorShape output)
    {
        var table = new WindowTable(pool.Window, input, output);
        int[] inside = table.Sources();
        _p = pool.P;
        _channels = input.Channels;
        _inputLength = table.Interior.Length;
        _positions = table.Positions.Length;
        _taps = table.Taps.Length;
        _sources = [.. table.Positions.SelectMany(p => table.Taps.Select(t => Math.Max(-1, inside[p + t])))];
    }

    public override bool ReadsOutput => true;

    public override void Forward(LayerState state, in Pass pass)
    {
        for (int c = 0; c < _channels; c++)
        {
            float* x = state.Inputs[0] + (long)c * _inputLength * Lanes.Count;
            float* y = state.Output + (long)c * _positions * Lanes.Count;
            for (int p = 0; p < _positions; p++)
            {
                Vector256<float> sum = Vector256<float>.Zero;
                foreach (int source in _sources.AsSpan(p * _taps, _taps))
                    if (source >= 0) sum += Power(Vector256.Abs(Lanes.Load(x + (long)source * Lanes.Count)), _p);
                Lanes.Store(y + (long)p * Lanes.Count, Root(sum));
            }
        }
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        if (state.InputGradients[0] == null) return;
        for (int c = 0; c < _channels; c++)
        {
            long plane = (long)c * _inputLength * Lanes.Count;
            float* x = state.Inputs[0] + plane;
            float* dx = state.InputGradients[0] + plane;
            long outputs = (long)c * _positions * Lanes.Count;
            for (int p = 0; p < _positions; p++, outputs += Lanes.Count)
            {
                Vector256<float> y = Lanes.Load(state.Output + outputs);
                Vector256<float> dy = Lanes.Load(state.OutputGradient + outputs);
                foreach (int source in _sources.AsSpan(p * _taps, _taps))
                {
                    if (source < 0) continue;
                    Vector256<float> value = Lanes.Load(x + (long)source * Lanes.Count);
                    Vector256<float> slope = Vector256.CopySign(Power(Vector256.Abs(value) / y, _p - 1), value);
                    Vector256<float> isFlat = Vector256.Equals(value, Vector256<float>.Zero);
                    Lanes.Add(dx + (long)source * Lanes.Count, Vector256.ConditionalSelect(isFlat, Vector256<float>.Zero, dy * slope));
                }
            }
        }
    }

    private static Vector256<float> Power(Vector256<float> x, int exponent)
    {
        Vector256<float> power = Vector256<float>.One;
        for (; exponent > 0; exponent >>= 1, x *= x)
            if ((exponent & 1) != 0) power *= x;
        return power;
    }

    private Vector256<float> Root(Vector256<float> sum) => _p switch
    {
        1 => sum,
        2 => Vector256.Sqrt(sum),
        _ => LaneMath.Pow(sum, Vector256.Create(1f / _p)),
    };
}
