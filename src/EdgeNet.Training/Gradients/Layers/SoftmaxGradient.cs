using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers;

/// <summary>
/// A softmax over an axis, dx = y·(dy − Σ dy·y), or its logarithm, dx = dy − e^y·Σ dy. Where the network ends in it and the loss is the
/// cross-entropy, the loss takes its input instead and this only runs for evaluation.
/// </summary>
internal sealed unsafe class SoftmaxGradient(Softmax softmax, TensorShape shape) : LayerGradient
{
    private readonly int _classes = shape[softmax.Axis];
    private readonly int _outer = shape.Dimensions.Take(softmax.Axis).Aggregate(1, (product, size) => product * size);

    /// <summary>Floats from one class to the next.</summary>
    private readonly int _step = checked(shape.Dimensions.Skip(softmax.Axis + 1).Aggregate(1, (product, size) => product * size) * Lanes.Count);

    public override bool ReadsOutput => true;

    public override void Forward(LayerState state, in Pass pass)
    {
        for (long start = 0, rows = _outer; rows > 0; rows--, start += (long)_classes * _step)
        {
            for (int column = 0; column < _step; column += Lanes.Count)
            {
                float* x = state.Inputs[0] + start + column;
                float* y = state.Output + start + column;
                var largest = Vector256.Create(float.NegativeInfinity);
                for (int c = 0; c < _classes; c++)
                    largest = Vector256.Max(largest, At(x, c));
                Vector256<float> sum = Vector256<float>.Zero;
                for (int c = 0; c < _classes; c++)
                {
                    Vector256<float> power = LaneMath.Exp(At(x, c) - largest);
                    sum += power;
                    if (!softmax.Log) Lanes.Store(y + (long)c * _step, power);
                }

                Vector256<float> logSum = softmax.Log ? largest + Vector256.Log(sum) : default;
                for (int c = 0; c < _classes; c++)
                    Lanes.Store(y + (long)c * _step, softmax.Log ? At(x, c) - logSum : At(y, c) / sum);
            }
        }
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        if (state.InputGradients[0] == null) return;
        for (long start = 0, rows = _outer; rows > 0; rows--, start += (long)_classes * _step)
        {
            for (int column = 0; column < _step; column += Lanes.Count)
            {
                float* y = state.Output + start + column;
                float* dy = state.OutputGradient + start + column;
                float* dx = state.InputGradients[0] + start + column;
                Vector256<float> sum = Vector256<float>.Zero;
                for (int c = 0; c < _classes; c++)
                    sum += softmax.Log ? At(dy, c) : At(dy, c) * At(y, c);
                for (int c = 0; c < _classes; c++)
                    Lanes.Add(dx + (long)c * _step, softmax.Log ? At(dy, c) - LaneMath.Exp(At(y, c)) * sum : At(y, c) * (At(dy, c) - sum));
            }
        }
    }

    private Vector256<float> At(float* column, int c) => Lanes.Load(column + (long)c * _step);
}
