using System.Runtime.Intrinsics;

namespace EdgeNet.Training.Gradients.Layers.Norms;

/// <summary>
/// Runs of neighbouring elements of a sample, each normalised by its own mean and (biased) variance: x̂ = (x − mean) / √(var + ε),
/// y = x̂·weight + bias. With g = dy·weight, dx = (g − mean(g) − x̂·mean(g·x̂)) / √(var + ε). The scratch memory keeps x̂ and, behind it,
/// 1 / √(var + ε) of each run.
/// </summary>
/// <param name="length">Elements of a sample.</param>
/// <param name="run">Elements normalised together.</param>
/// <param name="epsilon">What is added to the variance.</param>
/// <param name="affine">Whether there are weight and bias.</param>
/// <param name="affineRun">Neighbouring elements that share a weight and a bias.</param>
/// <param name="affineCount">Weights; after the last comes the first again.</param>
internal abstract unsafe class SampleNormGradient(int length, int run, float epsilon, bool affine, int affineRun, int affineCount) : LayerGradient
{
    public sealed override long ScratchLength => ((long)length + length / run) * Lanes.Count;

    public sealed override void Forward(LayerState state, in Pass pass)
    {
        float* weight = affine ? pass.Parameters + state.ParameterOffsets[0] : null;
        float* bias = affine ? pass.Parameters + state.ParameterOffsets[1] : null;
        for (int first = 0; first < length; first += run)
        {
            float* x = At(state.Inputs[0], first);
            Vector256<float> sum = Vector256<float>.Zero, squares = Vector256<float>.Zero;
            for (int i = 0; i < run; i++)
                sum += Lanes.Load(At(x, i));
            Vector256<float> mean = sum / run;
            for (int i = 0; i < run; i++)
            {
                Vector256<float> difference = Lanes.Load(At(x, i)) - mean;
                squares = Lanes.MultiplyAdd(difference, difference, squares);
            }

            Vector256<float> scale = Vector256<float>.One / Vector256.Sqrt(squares / run + Vector256.Create(epsilon));
            Lanes.Store(At(state.Scratch, length + first / run), scale);
            for (int i = first; i < first + run; i++)
            {
                Vector256<float> normal = (Lanes.Load(At(state.Inputs[0], i)) - mean) * scale;
                Lanes.Store(At(state.Scratch, i), normal);
                Vector256<float> y = affine ? normal * weight[Affine(i)] + Vector256.Create(bias[Affine(i)]) : normal;
                Lanes.Store(At(state.Output, i), y);
            }
        }
    }

    public sealed override void Backward(LayerState state, in Pass pass)
    {
        if (affine) BackwardAffine(state, pass);
        if (state.InputGradients[0] == null) return;
        float* weight = affine ? pass.Parameters + state.ParameterOffsets[0] : null;
        for (int first = 0; first < length; first += run)
        {
            Vector256<float> sum = Vector256<float>.Zero, along = Vector256<float>.Zero;
            for (int i = first; i < first + run; i++)
            {
                Vector256<float> g = Weighted(state, weight, i);
                sum += g;
                along = Lanes.MultiplyAdd(g, Lanes.Load(At(state.Scratch, i)), along);
            }

            sum /= run;
            along /= run;
            Vector256<float> scale = Lanes.Load(At(state.Scratch, length + first / run));
            for (int i = first; i < first + run; i++)
                Lanes.Add(At(state.InputGradients[0], i), (Weighted(state, weight, i) - sum - Lanes.Load(At(state.Scratch, i)) * along) * scale);
        }
    }

    private void BackwardAffine(LayerState state, in Pass pass)
    {
        if (!pass.WantsParameterGradients) return;
        float* weight = pass.ParameterGradients + state.ParameterOffsets[0];
        float* bias = pass.ParameterGradients + state.ParameterOffsets[1];
        for (int i = 0; i < length; i += affineRun)
        {
            Vector256<float> along = Vector256<float>.Zero, sum = Vector256<float>.Zero;
            for (int j = i; j < i + affineRun; j++)
            {
                Vector256<float> dy = Lanes.Load(At(state.OutputGradient, j));
                sum += dy;
                along = Lanes.MultiplyAdd(dy, Lanes.Load(At(state.Scratch, j)), along);
            }

            weight[Affine(i)] += Lanes.Sum(along);
            bias[Affine(i)] += Lanes.Sum(sum);
        }
    }

    private Vector256<float> Weighted(LayerState state, float* weight, int i)
    {
        Vector256<float> dy = Lanes.Load(At(state.OutputGradient, i));
        return weight == null ? dy : dy * weight[Affine(i)];
    }

    private int Affine(int i) => i / affineRun % affineCount;

    private static float* At(float* tensor, int i) => tensor + (long)i * Lanes.Count;
}
