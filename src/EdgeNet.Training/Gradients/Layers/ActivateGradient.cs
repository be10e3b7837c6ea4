using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
                Lanes.Store(y + i, Vector256.Max(Lanes.Load(x + i), Vector256<float>.Zero));
            return;
        }

        if (function.Kind == Activation.Tanh)
        {
            for (int i = 0; i < _floats; i += Lanes.Count)
                Lanes.Store(y + i, LaneMath.Tanh(Lanes.Load(x + i)));
            return;
        }

        for (int i = 0; i < _floats; i += Lanes.Count)
            Lanes.Store(y + i, ActivationLanes.Value(function, Lanes.Load(x + i)));
    }

    public override bool SetsInputGradients => true;

    public override void Backward(LayerState state, in Pass pass)
    {
        if (state.InputGradients[0] == null) return;
        // In place there is one memory of gradients, and what stands in it is the output's.
        bool sets = state.InputGradients[0] == state.OutputGradient || state.Sets(0);
        switch (function.Kind)
        {
            case Activation.ReLU: Backward<ReluSlope>(state, sets); break;
            case Activation.Tanh: Backward<TanhSlope>(state, sets); break;
            case Activation.Sigmoid: Backward<SigmoidSlope>(state, sets); break;
            default: BackwardAny(state, sets); break;
        }
    }

    /// <summary>The frequent functions, without a choice for each vector.</summary>
    private void Backward<TSlope>(LayerState state, bool sets)
        where TSlope : ISlope
    {
        float* dx = state.InputGradients[0], dy = state.OutputGradient, y = state.Output;
        if (sets)
        {
            for (int i = 0; i < _floats; i += Lanes.Count)
                Lanes.Store(dx + i, TSlope.Times(Lanes.Load(y + i), Lanes.Load(dy + i)));
            return;
        }

        for (int i = 0; i < _floats; i += Lanes.Count)
            Lanes.Add(dx + i, TSlope.Times(Lanes.Load(y + i), Lanes.Load(dy + i)));
    }

    private void BackwardAny(LayerState state, bool sets)
    {
        float* dx = state.InputGradients[0], x = state.Inputs[0];
        for (int i = 0; i < _floats; i += Lanes.Count)
        {
            Vector256<float> slope = ActivationLanes.Slope(function, Lanes.Load(x + i), Lanes.Load(state.Output + i));
            Vector256<float> gradient = Lanes.Load(state.OutputGradient + i) * slope;
            Lanes.Store(dx + i, sets ? gradient : gradient + Lanes.Load(dx + i));
        }
    }

    /// <summary>A derivative that can be told from the function's value.</summary>
    private interface ISlope
    {
        /// <summary>f'(x) · dy.</summary>
        static abstract Vector256<float> Times(Vector256<float> y, Vector256<float> dy);
    }

    private readonly struct ReluSlope : ISlope
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Times(Vector256<float> y, Vector256<float> dy) => dy & Vector256.GreaterThan(y, Vector256<float>.Zero);
    }

    private readonly struct TanhSlope : ISlope
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Times(Vector256<float> y, Vector256<float> dy) => (Vector256<float>.One - y * y) * dy;
    }

    private readonly struct SigmoidSlope : ISlope
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Times(Vector256<float> y, Vector256<float> dy) => y * (Vector256<float>.One - y) * dy;
    }
}
