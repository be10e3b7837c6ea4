using System.Runtime.Intrinsics;
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

    /// <summary>Whether two tensors of one shape are added, as a residual connection does.</summary>
    private bool IsPlainSum => _function == ElementwiseFunction.Add && _value is null && _sources is [null, null];

    public override bool SetsInputGradients => IsPlainSum;

    private int Operands => _sources.Length + (_value is null ? 0 : 1);

    public override void Forward(LayerState state, in Pass pass)
    {
        if (IsPlainSum)
        {
            float* a = state.Inputs[0], b = state.Inputs[1], sum = state.Output;
            for (long i = 0; i < (long)_length * Lanes.Count; i += Lanes.Count)
                Lanes.Store(sum + i, Lanes.Load(a + i) + Lanes.Load(b + i));
            return;
        }

        for (int i = 0; i < _length; i++)
        {
            Vector256<float> y = Operand(state, 0, i);
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
            if (IsPlainSum)
            {
                bool sets = state.Sets(operand);
                for (long i = 0; i < (long)_length * Lanes.Count; i += Lanes.Count)
                    Lanes.Store(dx + i, sets ? Lanes.Load(state.OutputGradient + i) : Lanes.Load(dx + i) + Lanes.Load(state.OutputGradient + i));
                continue;
            }

            int[]? sources = _sources[operand];
            for (int i = 0; i < _length; i++)
            {
                Vector256<float> dy = Lanes.Load(state.OutputGradient + (long)i * Lanes.Count);
                Lanes.Add(dx + (long)(sources is null ? i : sources[i]) * Lanes.Count, Slope(state, operand, i, dy));
            }
        }
    }

    private Vector256<float> Operand(LayerState state, int operand, int i)
    {
        if (operand == _sources.Length) return Vector256.Create(_value!.Value);
        int[]? sources = _sources[operand];
        return Lanes.Load(state.Inputs[operand] + (long)(sources is null ? i : sources[i]) * Lanes.Count);
    }

    private Vector256<float> Join(Vector256<float> a, Vector256<float> b) => _function switch
    {
        ElementwiseFunction.Sub => a - b,
        ElementwiseFunction.Mul => a * b,
        ElementwiseFunction.Div => a / b,
        ElementwiseFunction.Pow => LaneMath.Pow(a, b),
        ElementwiseFunction.Min => Vector256.Min(a, b),
        ElementwiseFunction.Max => Vector256.Max(a, b),
        _ => a + b,
    };

    /// <summary>The output's gradient times the derivative by an operand.</summary>
    private Vector256<float> Slope(LayerState state, int operand, int i, Vector256<float> dy)
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
                Vector256<float> b = Operand(state, 1, i);
                return operand == 0 ? dy / b : -dy * Operand(state, 0, i) / (b * b);
            case ElementwiseFunction.Pow:
                (Vector256<float> x, Vector256<float> exponent) = (Operand(state, 0, i), Operand(state, 1, i));
                return dy * (operand == 0 ? LaneMath.PowSlope(x, exponent) : LaneMath.PowExponentSlope(x, exponent));
            case ElementwiseFunction.Min or ElementwiseFunction.Max:
                return Vector256.ConditionalSelect(IsChosen(state, operand, i), dy, Vector256<float>.Zero);
            default:
                return dy;
        }
    }

    /// <summary>In which lanes the output is this operand and none before it.</summary>
    private Vector256<float> IsChosen(LayerState state, int operand, int i)
    {
        Vector256<float> y = Lanes.Load(state.Output + (long)i * Lanes.Count);
        Vector256<float> chosen = Vector256.Equals(Operand(state, operand, i), y);
        for (int before = 0; before < operand; before++)
            chosen = Vector256.AndNot(chosen, Vector256.Equals(Operand(state, before, i), y));
        return chosen;
    }

    public override bool ReadsOutput => _function is ElementwiseFunction.Min or ElementwiseFunction.Max;
}
