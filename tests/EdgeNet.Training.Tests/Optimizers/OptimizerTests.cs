using EdgeNet.Training.Optimizers;

namespace EdgeNet.Training.Tests.Optimizers;

/// <summary>Steps against the formulas of the papers, done in double precision.</summary>
public class OptimizerTests
{
    private static readonly double[] Gradients = [0.5, -0.2, 0.3];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sgd_with_momentum_and_decay(bool nesterov)
    {
        double w = 2, v = 0;
        foreach (double gradient in Gradients)
        {
            double g = gradient + 0.01 * w;
            v = 0.9 * v + g;
            w -= 0.1 * (nesterov ? g + 0.9 * v : v);
        }

        Assert.Equal(w, Run(new SgdOptions(0.1f, 0.9f, nesterov, 0.01f), 0.1f), 1e-6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Adam_and_AdamW(bool decoupled)
    {
        double w = 2, m = 0, s = 0;
        for (int t = 1; t <= Gradients.Length; t++)
        {
            double g = Gradients[t - 1] + (decoupled ? 0 : 0.01 * w);
            m = 0.9 * m + 0.1 * g;
            s = 0.999 * s + 0.001 * g * g;
            if (decoupled) w -= 0.05 * 0.01 * w;
            w -= 0.05 * (m / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(s / (1 - Math.Pow(0.999, t))) + 1e-8);
        }

        Assert.Equal(w, Run(new AdamOptions(0.05f, WeightDecay: 0.01f, Decoupled: decoupled), 0.05f), 1e-5);
    }

    [Fact]
    public void Decay_spares_what_is_not_decayed()
    {
        Assert.Equal(2, Step(new SgdOptions(1, 0, false, 0.5f), 2, 0, decayed: 0));
        Assert.Equal(1, Step(new SgdOptions(1, 0, false, 0.5f), 2, 0, decayed: 1));
        Assert.Equal(2, Step(new AdamOptions(1, WeightDecay: 0.5f), 2, 0, decayed: 0));
        Assert.Equal(1, Step(new AdamOptions(1, WeightDecay: 0.5f), 2, 0, decayed: 1));
    }

    private static float Step(OptimizerOptions options, float w, float gradient, float decayed)
    {
        float[] parameters = Filled(w);
        options.Create(16).Step(parameters, Filled(gradient), Filled(decayed), options.LearningRate);
        return parameters[15];
    }

    private static float Run(OptimizerOptions options, float rate)
    {
        Optimizer optimizer = options.Create(16);
        float[] parameters = Filled(2);
        foreach (double gradient in Gradients)
            optimizer.Step(parameters, Filled((float)gradient), Filled(1), rate);
        Assert.All(parameters, p => Assert.Equal(parameters[0], p));
        Assert.Equal(Gradients.Length, optimizer.Steps);
        return parameters[0];
    }

    private static float[] Filled(float value)
    {
        float[] values = new float[16];
        Array.Fill(values, value);
        return values;
    }
}
