using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers.Norms;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015) as PyTorch computes it. In training a channel is normalised by the mean and the biased
/// variance of the whole mini-batch and of its positions, on however many threads, and the gradient goes through both; the running
/// statistics take in the share <see cref="BatchNorm.Momentum"/> of the mean and of the unbiased variance. In evaluation the running
/// statistics normalise. A batch of one value a channel has no variance: it gives the bias, and is not recorded.
/// </summary>
/// <remarks>
/// Statistics of a channel, of inputs: values, mean, sum of squared distances from the mean (joined as Chan 1979 does, so that nothing
/// cancels); of gradients: Σ dy, Σ dy·x̂.
/// </remarks>
internal sealed unsafe class BatchNormGradient(BatchNorm norm, TensorShape shape) : BatchLayerGradient
{
    private const int Count = 0, Mean = 1, Squares = 2, Numbers = 3;
    private const int Sum = 0, Along = 1;
    private const int Weight = 0, Bias = 1, RunningMean = 2, RunningVariance = 3;

    /// <summary>Positions that are summed in float32 before they go on to a sum in float64.</summary>
    private const int Block = 32;

    private readonly int _channels = shape.Channels;
    private readonly int _positions = shape.Length / shape.Channels;

    public override int StatisticsLength => _channels * Numbers;

    public override void Gather(LayerState state, in Pass pass, double* share)
    {
        Vector256<float> mask = Mask(pass.Samples);
        double count = (double)pass.Samples * _positions;
        for (int c = 0; c < _channels; c++, share += Numbers)
        {
            float* x = Channel(state.Inputs[0], c);
            double sum = 0;
            for (int first = 0; first < _positions; first += Block)
            {
                Vector256<float> block = Vector256<float>.Zero;
                int end = Math.Min(first + Block, _positions);
                for (int p = first; p < end; p++)
                    block += At(x, p);
                sum += Lanes.Sum(Vector256.ConditionalSelect(mask, block, Vector256<float>.Zero));
            }

            double mean = sum / count;
            var center = Vector256.Create((float)mean);
            double squares = 0;
            for (int first = 0; first < _positions; first += Block)
            {
                Vector256<float> block = Vector256<float>.Zero;
                int end = Math.Min(first + Block, _positions);
                for (int p = first; p < end; p++)
                {
                    Vector256<float> difference = At(x, p) - center;
                    block = Lanes.MultiplyAdd(difference, difference, block);
                }

                squares += Lanes.Sum(Vector256.ConditionalSelect(mask, block, Vector256<float>.Zero));
            }

            (share[Count], share[Mean], share[Squares]) = (count, mean, squares);
        }
    }

    public override void Join(double* total, double* share)
    {
        for (int c = 0; c < _channels; c++, total += Numbers, share += Numbers)
        {
            double count = total[Count] + share[Count], difference = share[Mean] - total[Mean];
            total[Squares] += share[Squares] + difference * difference * total[Count] * share[Count] / count;
            total[Mean] += difference * share[Count] / count;
            total[Count] = count;
        }
    }

    public override void Record(double* total, float* parameters, ReadOnlySpan<int> offsets)
    {
        float* means = parameters + offsets[RunningMean], variances = parameters + offsets[RunningVariance];
        for (int c = 0; c < _channels; c++, total += Numbers)
        {
            if (total[Count] < 2) continue;
            means[c] += (float)(norm.Momentum * (total[Mean] - means[c]));
            variances[c] += (float)(norm.Momentum * (total[Squares] / (total[Count] - 1) - variances[c]));
        }
    }

    public override void Forward(LayerState state, in Pass pass)
    {
        float* weights = pass.Parameters + state.ParameterOffsets[Weight], biases = pass.Parameters + state.ParameterOffsets[Bias];
        float* means = pass.Parameters + state.ParameterOffsets[RunningMean], variances = pass.Parameters + state.ParameterOffsets[RunningVariance];
        for (int c = 0; c < _channels; c++)
        {
            double* total = state.InputTotal + c * Numbers;
            var center = Vector256.Create(pass.IsTraining ? (float)total[Mean] : means[c]);
            var scale = Vector256.Create(weights[c] * (pass.IsTraining ? Scale(total) : 1 / MathF.Sqrt(variances[c] + norm.Epsilon)));
            var bias = Vector256.Create(biases[c]);
            float* x = Channel(state.Inputs[0], c), y = Channel(state.Output, c);
            for (int p = 0; p < _positions; p++)
                Lanes.Store(y + (long)p * Lanes.Count, Lanes.MultiplyAdd(At(x, p) - center, scale, bias));
        }
    }

    public override bool SetsInputGradients => true;

    public override void GatherGradients(LayerState state, in Pass pass, double* share)
    {
        for (int c = 0; c < _channels; c++, share += Numbers)
        {
            double* total = state.InputTotal + c * Numbers;
            var center = Vector256.Create((float)total[Mean]);
            float* x = Channel(state.Inputs[0], c), dy = Channel(state.OutputGradient, c);
            double sum = 0, along = 0;
            for (int first = 0; first < _positions; first += Block)
            {
                Vector256<float> blockSum = Vector256<float>.Zero, blockAlong = Vector256<float>.Zero;
                int end = Math.Min(first + Block, _positions);
                for (int p = first; p < end; p++)
                {
                    // Lanes without a sample have no gradient.
                    Vector256<float> gradient = At(dy, p);
                    blockSum += gradient;
                    blockAlong = Lanes.MultiplyAdd(gradient, At(x, p) - center, blockAlong);
                }

                sum += Lanes.Sum(blockSum);
                along += Lanes.Sum(blockAlong);
            }

            (share[Sum], share[Along]) = (sum, along * Scale(total));
        }
    }

    public override void JoinGradients(double* total, double* share)
    {
        for (int i = 0; i < StatisticsLength; i++)
            total[i] += share[i];
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        Vector256<float> mask = Mask(pass.Samples);
        float* weights = pass.Parameters + state.ParameterOffsets[Weight];
        float* weightGradients = pass.ParameterGradients + state.ParameterOffsets[Weight];
        float* biasGradients = pass.ParameterGradients + state.ParameterOffsets[Bias];
        for (int c = 0; c < _channels; c++)
        {
            double* inputs = state.InputTotal + c * Numbers, gradients = state.GradientTotal + c * Numbers;
            float scale = Scale(inputs);
            var center = Vector256.Create((float)inputs[Mean]);
            var sum = Vector256.Create((float)(gradients[Sum] / inputs[Count]));
            float along = (float)(gradients[Along] / inputs[Count]);
            float* x = Channel(state.Inputs[0], c), dy = Channel(state.OutputGradient, c);
            float* dx = state.InputGradients[0] == null ? null : Channel(state.InputGradients[0], c);
            Vector256<float> biasSum = Vector256<float>.Zero, weightSum = Vector256<float>.Zero;
            // What a lane without a sample would get from the others must not go on to the parameters below.
            Vector256<float> factor = mask & Vector256.Create(scale * weights[c]);
            bool sets = state.Sets(0);
            for (int p = 0; p < _positions; p++)
            {
                Vector256<float> gradient = At(dy, p), normal = (At(x, p) - center) * scale;
                biasSum += gradient;
                weightSum = Lanes.MultiplyAdd(gradient, normal, weightSum);
                if (dx == null) continue;
                Vector256<float> input = (gradient - sum - normal * along) * factor;
                float* to = dx + (long)p * Lanes.Count;
                Lanes.Store(to, sets ? input : input + Lanes.Load(to));
            }

            if (!pass.WantsParameterGradients) continue;
            weightGradients[c] += Lanes.Sum(weightSum);
            biasGradients[c] += Lanes.Sum(biasSum);
        }
    }

    /// <summary>1 / √(var + ε).</summary>
    private float Scale(double* total) => (float)(1 / Math.Sqrt(total[Squares] / total[Count] + norm.Epsilon));

    /// <summary>The lanes that hold a sample.</summary>
    private static Vector256<float> Mask(int samples) =>
        Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(samples)).AsSingle();

    private static Vector256<float> At(float* channel, int position) => Lanes.Load(channel + (long)position * Lanes.Count);

    private float* Channel(float* tensor, int channel) => tensor + (long)channel * _positions * Lanes.Count;
}
