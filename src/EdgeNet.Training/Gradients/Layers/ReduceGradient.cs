using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers;

/// <summary>
/// Axes reduced to one number, and global pooling. Of equal largest or smallest elements the first gets the gradient. The scratch memory
/// keeps the product of the elements before each one, so that zeros among them do no harm.
/// </summary>
internal sealed unsafe class ReduceGradient : LayerGradient
{
    private readonly ReduceFunction _function;

    /// <summary>Elements that one output comes of.</summary>
    private readonly int _count;

    /// <summary>The elements of each output, one output after the other.</summary>
    private readonly int[] _members;

    public ReduceGradient(ReduceFunction function, IReadOnlyCollection<int> axes, TensorShape input)
    {
        _function = function;
        _count = axes.Aggregate(1, (product, axis) => product * input[axis]);
        int[] kept = [.. Enumerable.Range(0, input.Rank).Except(axes)];
        int[] strides = Strides.Of(input);
        int[] starts = Offsets(kept), steps = Offsets([.. axes.Order()]);
        _members = [.. starts.SelectMany(start => steps.Select(step => start + step))];

        int[] Offsets(int[] chosen) => chosen.Length == 0
            ? [0]
            : [.. Strides.Coordinates(new([.. chosen.Select(axis => input[axis])])).Select(at => at.Select((x, i) => x * strides[chosen[i]]).Sum())];
    }

    public override long ScratchLength => _function == ReduceFunction.Prod ? (long)_members.Length * Lanes.Count : 0;

    public override bool ReadsOutput => true;

    public override void Forward(LayerState state, in Pass pass)
    {
        float* y = state.Output;
        for (int first = 0; first < _members.Length; first += _count, y += Lanes.Count)
            Lanes.Store(y, Reduce(state, first));
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        if (state.InputGradients[0] == null) return;
        int offset = 0;
        for (int first = 0; first < _members.Length; first += _count, offset += Lanes.Count)
        {
            Vector256<float> y = Lanes.Load(state.Output + offset);
            Vector256<float> dy = Lanes.Load(state.OutputGradient + offset);
            switch (_function)
            {
                case ReduceFunction.Max or ReduceFunction.Min:
                    BackwardChosen(state, first, y, dy);
                    break;
                case ReduceFunction.Prod:
                    BackwardProduct(state, first, dy);
                    break;
                default:
                    for (int i = first; i < first + _count; i++)
                        Lanes.Add(Gradient(state, i), dy * Slope(Value(state, i), y));
                    break;
            }
        }
    }

    private Vector256<float> Reduce(LayerState state, int first)
    {
        Vector256<float> sum = Start(state, first);
        Vector256<float> largest = _function == ReduceFunction.LogSumExp ? Largest(state, first) : default;
        for (int i = first; i < first + _count; i++)
        {
            Vector256<float> x = Value(state, i);
            switch (_function)
            {
                case ReduceFunction.Max:
                    sum = Vector256.Max(sum, x);
                    break;
                case ReduceFunction.Min:
                    sum = Vector256.Min(sum, x);
                    break;
                case ReduceFunction.Prod:
                    Lanes.Store(state.Scratch + (long)i * Lanes.Count, sum);
                    sum *= x;
                    break;
                case ReduceFunction.L1:
                    sum += Vector256.Abs(x);
                    break;
                case ReduceFunction.L2 or ReduceFunction.SumSquare:
                    sum = Lanes.MultiplyAdd(x, x, sum);
                    break;
                case ReduceFunction.LogSumExp:
                    sum += LaneMath.Exp(x - largest);
                    break;
                default:
                    sum += x;
                    break;
            }
        }

        return _function switch
        {
            ReduceFunction.Mean => sum * (1f / _count),
            ReduceFunction.L2 => Vector256.Sqrt(sum),
            ReduceFunction.LogSum => Vector256.Log(sum),
            ReduceFunction.LogSumExp => Vector256.Log(sum) + largest,
            _ => sum,
        };
    }

    private Vector256<float> Start(LayerState state, int first) => _function switch
    {
        ReduceFunction.Max or ReduceFunction.Min => Value(state, first),
        ReduceFunction.Prod => Vector256<float>.One,
        _ => Vector256<float>.Zero,
    };

    private Vector256<float> Largest(LayerState state, int first)
    {
        Vector256<float> largest = Value(state, first);
        for (int i = first + 1; i < first + _count; i++)
            largest = Vector256.Max(largest, Value(state, i));
        return largest;
    }

    /// <summary>The derivative of an output by one of its elements.</summary>
    private Vector256<float> Slope(Vector256<float> x, Vector256<float> y)
    {
        switch (_function)
        {
            case ReduceFunction.Mean: return Vector256.Create(1f / _count);
            case ReduceFunction.L1: return ActivationLanes.Slope(ActivationFunction.Of(Activation.Abs), x, y);
            case ReduceFunction.L2: return Vector256.ConditionalSelect(Vector256.Equals(y, Vector256<float>.Zero), Vector256<float>.Zero, x / y);
            case ReduceFunction.SumSquare: return x + x;
            case ReduceFunction.LogSum: return LaneMath.Exp(-y);
            case ReduceFunction.LogSumExp: return LaneMath.Exp(x - y);
            default: return Vector256<float>.One;
        }
    }

    private void BackwardChosen(LayerState state, int first, Vector256<float> y, Vector256<float> dy)
    {
        Vector256<float> open = Vector256<float>.AllBitsSet;
        for (int i = first; i < first + _count; i++)
        {
            Vector256<float> chosen = open & Vector256.Equals(Value(state, i), y);
            open = Vector256.AndNot(open, chosen);
            Lanes.Add(Gradient(state, i), Vector256.ConditionalSelect(chosen, dy, Vector256<float>.Zero));
        }
    }

    private void BackwardProduct(LayerState state, int first, Vector256<float> dy)
    {
        Vector256<float> after = dy;
        for (int i = first + _count - 1; i >= first; i--)
        {
            Lanes.Add(Gradient(state, i), Lanes.Load(state.Scratch + (long)i * Lanes.Count) * after);
            after *= Value(state, i);
        }
    }

    private Vector256<float> Value(LayerState state, int i) => Lanes.Load(state.Inputs[0] + (long)_members[i] * Lanes.Count);

    private float* Gradient(LayerState state, int i) => state.InputGradients[0] + (long)_members[i] * Lanes.Count;
}
