using System.Numerics;
using EdgeNet.Compiler.Graph;

namespace EdgeNet.Training.Gradients.Layers;

/// <summary>
/// y = f(x). Each derivative is written in terms of y, so that the output may lie over the input:
/// tanh' = 1 − y², sigmoid' = y·(1 − y), ReLU' = [y &gt; 0], LeakyReLU' = y &lt; 0 ? alpha : 1.
/// </summary>
internal sealed unsafe class ActivateGradient(ActivationFunction function, TensorShape shape) : LayerGradient
{
    private readonly int _floats = shape.Length * Lanes.Count;

    // With a slope of zero or less the sign of y does not tell the sign of x.
    public override bool CanRunInPlace => function.Kind != Activation.LeakyReLU || function.Alpha > 0;

    public override bool ReadsOutput => true;

    public override void Forward(LayerState state, in Pass pass)
    {
        float* x = state.Inputs[0];
        float* y = state.Output;
        switch (function.Kind)
        {
            case Activation.None:
                for (int i = 0; i < _floats; i += Lanes.Count)
                    Lanes.Store(y + i, Lanes.Load(x + i));
                break;
            case Activation.ReLU:
                for (int i = 0; i < _floats; i += Lanes.Count)
                    Lanes.Store(y + i, Vector.Max(Lanes.Load(x + i), Vector<float>.Zero));
                break;
            case Activation.LeakyReLU:
                var alpha = new Vector<float>(function.Alpha);
                for (int i = 0; i < _floats; i += Lanes.Count)
                {
                    Vector<float> value = Lanes.Load(x + i);
                    Lanes.Store(y + i, Vector.ConditionalSelect(Vector.LessThan(value, Vector<float>.Zero), alpha * value, value));
                }

                break;
            case Activation.Tanh:
                for (int i = 0; i < _floats; i += Lanes.Count)
                    Lanes.Store(y + i, LaneMath.Tanh(Lanes.Load(x + i)));
                break;
            case Activation.Sigmoid:
                for (int i = 0; i < _floats; i += Lanes.Count)
                    Lanes.Store(y + i, LaneMath.Sigmoid(Lanes.Load(x + i)));
                break;
            default:
                throw new TrainingException($"Training does not support the activation {function}.");
        }
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        float* dx = state.InputGradients[0];
        if (dx == null) return;
        bool inPlace = dx == state.OutputGradient;
        for (int i = 0; i < _floats; i += Lanes.Count)
        {
            Vector<float> gradient = Lanes.Load(state.OutputGradient + i) * Derivative(Lanes.Load(state.Output + i), state.Inputs[0] + i);
            Lanes.Store(dx + i, inPlace ? gradient : gradient + Lanes.Load(dx + i));
        }
    }

    private Vector<float> Derivative(Vector<float> y, float* x) => function.Kind switch
    {
        Activation.ReLU => Vector.ConditionalSelect(Vector.GreaterThan(y, Vector<float>.Zero), Vector<float>.One, Vector<float>.Zero),
        Activation.LeakyReLU => Vector.ConditionalSelect(
            Vector.LessThan(CanRunInPlace ? y : Lanes.Load(x), Vector<float>.Zero), new(function.Alpha), Vector<float>.One),
        Activation.Tanh => Vector<float>.One - y * y,
        Activation.Sigmoid => y * (Vector<float>.One - y),
        _ => Vector<float>.One,
    };
}
