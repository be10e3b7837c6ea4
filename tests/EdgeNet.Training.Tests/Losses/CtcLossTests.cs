using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;

namespace EdgeNet.Training.Tests.Losses;

public sealed unsafe class CtcLossTests
{
    [Theory]
    [InlineData(3, 4, new byte[] { })]
    [InlineData(3, 4, new byte[] { 0 })]
    [InlineData(3, 5, new byte[] { 0, 1 })]
    [InlineData(3, 5, new byte[] { 1, 1 })]
    [InlineData(4, 6, new byte[] { 2, 2, 0 })]
    public void The_loss_is_that_of_all_paths_that_collapse_to_the_target(int classes, int frames, byte[] target)
    {
        float[] logits = Logits(classes * frames, seed: 7);
        (double loss, _) = Run(classes, frames, logits, target);
        double[] probabilities = Softmax(logits, classes, frames);
        double total = 0;
        int[] path = new int[frames];
        for (int code = 0; code < Math.Pow(classes, frames); code++)
        {
            double p = 1;
            for (int t = 0, rest = code; t < frames; t++, rest /= classes)
            {
                path[t] = rest % classes;
                p *= probabilities[path[t] * frames + t];
            }

            if (Collapse(path, classes - 1).SequenceEqual(target)) total += p;
        }

        Assert.Equal(-Math.Log(total), loss, 1e-9);
    }

    [Fact]
    public void The_gradient_is_the_slope_of_the_loss()
    {
        const int Classes = 4, Frames = 7;
        byte[] target = [1, 1, 0];
        float[] logits = Logits(Classes * Frames, seed: 3);
        (_, float[] gradient) = Run(Classes, Frames, logits, target);
        for (int i = 0; i < logits.Length; i++)
        {
            const float Step = 1e-2f;
            float value = logits[i];
            logits[i] = value + Step;
            double above = Run(Classes, Frames, logits, target).Loss;
            logits[i] = value - Step;
            double below = Run(Classes, Frames, logits, target).Loss;
            logits[i] = value;
            Assert.Equal((above - below) / (2 * Step), gradient[i], 2e-4);
        }
    }

    [Fact]
    public void A_strip_is_right_where_its_best_path_collapses_to_the_target()
    {
        const int Frames = 6;
        byte[] path = [0, 0, 2, 0, 1, 1];
        float[] logits = new float[3 * Frames];
        for (int t = 0; t < Frames; t++)
            logits[path[t] * Frames + t] = 5;
        Assert.True(IsRight([0, 0, 1]));
        Assert.False(IsRight([0, 1]));
        Assert.False(IsRight([0, 0, 1, 1]));

        bool IsRight(byte[] target)
        {
            float[] lanes = Spread(logits);
            fixed (float* p = lanes, g = new float[lanes.Length])
            {
                new CtcLoss(3, Frames).Add(p, target, 1, g, out bool isRight);
                return isRight;
            }
        }
    }

    [Fact]
    public void A_target_that_no_path_fits_is_refused() =>
        Assert.Throws<TrainingException>(() => Run(3, 2, new float[6], [0, 0]));

    private static (double Loss, float[] Gradient) Run(int classes, int frames, float[] logits, byte[] target)
    {
        float[] lanes = Spread(logits);
        float[] gradient = new float[lanes.Length];
        double loss;
        fixed (float* p = lanes, g = gradient)
            loss = new CtcLoss(classes, frames).Add(p, target, 1, g, out _);
        return (loss, [.. Enumerable.Range(0, logits.Length).Select(i => gradient[i * Lanes.Count])]);
    }

    private static float[] Spread(float[] values)
    {
        float[] lanes = new float[values.Length * Lanes.Count];
        for (int i = 0; i < values.Length; i++)
            lanes[i * Lanes.Count] = values[i];
        return lanes;
    }

    private static float[] Logits(int count, ulong seed)
    {
        var random = new SampleRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextGaussian())];
    }

    private static double[] Softmax(float[] logits, int classes, int frames)
    {
        double[] result = new double[logits.Length];
        for (int t = 0; t < frames; t++)
        {
            double sum = Enumerable.Range(0, classes).Sum(c => Math.Exp(logits[c * frames + t]));
            for (int c = 0; c < classes; c++)
                result[c * frames + t] = Math.Exp(logits[c * frames + t]) / sum;
        }

        return result;
    }

    private static IEnumerable<byte> Collapse(int[] path, int blank) =>
        path.Where((symbol, t) => symbol != blank && (t == 0 || path[t - 1] != symbol)).Select(symbol => (byte)symbol);
}
