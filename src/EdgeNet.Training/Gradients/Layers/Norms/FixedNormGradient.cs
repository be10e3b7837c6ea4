using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers.Norms;

/// <summary>
/// A batch norm that keeps its running statistics and normalizes by them in training too, as it came with weights learnt elsewhere: a
/// scale and a shift of each channel, (x − running_mean) / √(running_var + ε) · weight + bias. Scale and shift learn.
/// </summary>
internal sealed unsafe class FixedNormGradient(BatchNorm norm, TensorShape shape) : LayerGradient
{
    private const int Weight = 0, Bias = 1, RunningMean = 2, RunningVariance = 3;

    private readonly int _channels = shape.Channels;
    private readonly int _positions = shape.Length / shape.Channels;

    public override bool SetsInputGradients => true;

    public override void Forward(LayerState state, in Pass pass)
    {
        float* weights = pass.Parameters + state.ParameterOffsets[Weight], biases = pass.Parameters + state.ParameterOffsets[Bias];
        float* means = pass.Parameters + state.ParameterOffsets[RunningMean];
        for (int c = 0; c < _channels; c++)
        {
            var center = Vector256.Create(means[c]);
            var scale = Vector256.Create(weights[c] * Scale(state, pass, c));
            var bias = Vector256.Create(biases[c]);
            float* x = Channel(state.Inputs[0], c), y = Channel(state.Output, c);
            for (int p = 0; p < _positions; p++)
                Lanes.Store(y + (long)p * Lanes.Count, Lanes.MultiplyAdd(At(x, p) - center, scale, bias));
        }
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        float* weights = pass.Parameters + state.ParameterOffsets[Weight], means = pass.Parameters + state.ParameterOffsets[RunningMean];
        float* weightGradients = pass.ParameterGradients + state.ParameterOffsets[Weight];
        float* biasGradients = pass.ParameterGradients + state.ParameterOffsets[Bias];
        bool sets = state.Sets(0);
        for (int c = 0; c < _channels; c++)
        {
            float scale = Scale(state, pass, c);
            Vector256<float> center = Vector256.Create(means[c]), factor = Vector256.Create(weights[c] * scale);
            float* x = Channel(state.Inputs[0], c), dy = Channel(state.OutputGradient, c);
            float* dx = state.InputGradients[0] == null ? null : Channel(state.InputGradients[0], c);
            // Lanes without a sample have no gradient.
            Vector256<float> sum = Vector256<float>.Zero, along = Vector256<float>.Zero;
            for (int p = 0; p < _positions; p++)
            {
                Vector256<float> gradient = At(dy, p);
                sum += gradient;
                along = Lanes.MultiplyAdd(gradient, At(x, p) - center, along);
                if (dx == null) continue;
                float* to = dx + (long)p * Lanes.Count;
                Lanes.Store(to, sets ? gradient * factor : Lanes.MultiplyAdd(gradient, factor, Lanes.Load(to)));
            }

            if (!pass.WantsParameterGradients) continue;
            weightGradients[c] += Lanes.Sum(along) * scale;
            biasGradients[c] += Lanes.Sum(sum);
        }
    }

    /// <summary>1 / √(running_var + ε).</summary>
    private float Scale(LayerState state, in Pass pass, int channel) =>
        1 / MathF.Sqrt((pass.Parameters + state.ParameterOffsets[RunningVariance])[channel] + norm.Epsilon);

    private static Vector256<float> At(float* channel, int position) => Lanes.Load(channel + (long)position * Lanes.Count);

    private float* Channel(float* tensor, int channel) => tensor + (long)channel * _positions * Lanes.Count;
}
