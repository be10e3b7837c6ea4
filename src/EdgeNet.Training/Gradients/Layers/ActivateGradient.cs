using System.Numerics;
using EdgeNet.Compiler.Graph;

namespace EdgeNet.Training.Gradients.Layers;

/// <summary>y = f(x); where the derivative can be told from y alone, the output may lie over the input.</summary>
internal sealed unsafe class ActivateGradient(ActivationFunction function, TensorShape shape) : LayerGradient
{
    private readonly int _floats = checked(shape.Length * Lanes.Count);

    public override bool CanRunInPlace => ActivationLanes.NeedsOnlyOutput(function);

    public override bool ReadsOutput => true;

    public override void Forward(LayerState state, in Pass pass)
    {
        float* x = state.Inputs[0];
        float* y = state.Output;
        if (function.Kind == Activation.ReLU)
        {
            // The most frequent one, and one of a single instruction: without a choice each time.
            for (int i = 0; i < _floats; i += Lanes.Count)
                Lanes.Store(y + i, Vector.Max(Lanes.Load(x + i), Vector<float>.Zero));
            return;
        }

        for (int i = 0; i < _floats; i += Lanes.Count)
            Lanes.Store(y + i, ActivationLanes.Value(function, Lanes.Load(x + i)));
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        float* dx = state.InputGradients[0];
        if (dx == null) return;
        float* x = state.Inputs[0];
        bool inPlace = dx == state.OutputGradient;
        for (int i = 0; i < _floats; i += Lanes.Count)
        {
            Vector<float> slope = ActivationLanes.Slope(function, Lanes.Load(x + i), Lanes.Load(state.Output + i));
            Vector<float> gradient = Lanes.Load(state.OutputGradient + i) * slope;
            Lanes.Store(dx + i, inPlace ? gradient : gradient + Lanes.Load(dx + i));
        }
    }
}
