using System.Numerics;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers.Joins;

/// <summary>
/// Tensors joined element by element, broadcast as numpy does; what an operand repeats, its gradient sums. Of equal operands of Min and Max
/// the first gets the gradient.
/// </summary>
internal sealed unsafe class ElementwiseGradient : LayerGradient
{
    private readonly ElementwiseFunction _function;
    private readonly int _length;

    /// <summary>The element of each input that each output element takes; null where it is the same.</summary>
    private readonly int[]?[] _sources;

    /// <summary>A last operand that is a number.</summary>
    private readonly float? _value;

    public ElementwiseGradient(Elementwise layer, IReadOnlyList<TensorShape> inputs, TensorShape output)
    {
        _function = layer.Function;
        _length = output.Length;
        _sources = [.. inputs.Select(i => Strides.Broadcast(i, output))];
        _value = layer.Value;
    }

    private int Operands => _sources.Length + (_value is null ? 0 : 1);

    public override void Forward(LayerState state, in Pass pass)
    {
        for (int i = 0; i < _length; i++)
        {
            Vector<float> y = Operand(state, 0, i);
            for (int operand = 1; operand < Operands; operand++)
                y = Join(y, Operand(state, operand, i));
            if (_function == ElementwiseFunction.Mean) y *= 1f / Operands;
            Lanes.Store(state.Output + (long)i * Lanes.Count, y);
        }
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        for (int operand = 0; operand < _sources.Length; operand++)
        {
            float* dx = state.InputGradients[operand];
            if (dx == null) continue;
            int[]? sources = _sources[operand];
            for (int i = 0; i < _length; i++)
            {
                Vector<float> dy = Lanes.Load(state.OutputGradient + (long)i * Lanes.Count);
                Lanes.Add(dx + (long)(sources is null ? i : sources[i]) * Lanes.Count, Slope(state, operand, i, dy));
            }
        }
    }

    private Vector<float> Operand(LayerState state, int operand, int i)
    {
        if (operand == _sources.Length) return new(_value!.Value);
        int[]? sources = _sources[operand];
        return Lanes.Load(state.Inputs[operand] + (long)(sources is null ? i : sources[i]) * Lanes.Count);
    }

    private Vector<float> Join(Vector<float> a, Vector<float> b) => _function switch
    {
        ElementwiseFunction.Sub => a - b,
        ElementwiseFunction.Mul => a * b,
        ElementwiseFunction.Div => a / b,
        ElementwiseFunction.Pow => LaneMath.Pow(a, b),
        ElementwiseFunction.Min => Vector.Min(a, b),
        ElementwiseFunction.Max => Vector.Max(a, b),
        _ => a + b,
    };

    /// <summary>The output's gradient times the derivative by an operand.</summary>
    private Vector<float> Slope(LayerState state, int operand, int i, Vector<float> dy)
    {
        switch (_function)
        {
            case ElementwiseFunction.Sub:
                return operand == 0 ? dy : -dy;
            case ElementwiseFunction.Mean:
                return dy * (1f / Operands);
            case ElementwiseFunction.Mul:
                for (int other = 0; other < Operands; other++)
                    if (other != operand) dy *= Operand(state, other, i);
                return dy;
            case ElementwiseFunction.Div:
                Vector<float> b = Operand(state, 1, i);
                return operand == 0 ? dy / b : -dy * Operand(state, 0, i) / (b * b);
            case ElementwiseFunction.Pow:
                (Vector<float> x, Vector<float> exponent) = (Operand(state, 0, i), Operand(state, 1, i));
                return dy * (operand == 0 ? LaneMath.PowSlope(x, exponent) : LaneMath.PowExponentSlope(x, exponent));
            case ElementwiseFunction.Min or ElementwiseFunction.Max:
                return Vector.ConditionalSelect(IsChosen(state, operand, i), dy, Vector<float>.Zero);
            default:
                return dy;
        }
    }

    /// <summary>In which lanes the output is this operand and none before it.</summary>
    private Vector<int> IsChosen(LayerState state, int operand, int i)
    {
        Vector<float> y = Lanes.Load(state.Output + (long)i * Lanes.Count);
        Vector<int> chosen = Vector.Equals(Operand(state, operand, i), y);
        for (int before = 0; before < operand; before++)
            chosen = Vector.AndNot(chosen, Vector.Equals(Operand(state, before, i), y));
        return chosen;
    }

    public override bool ReadsOutput => _function is ElementwiseFunction.Min or ElementwiseFunction.Max;
}
