using System.Numerics;

namespace EdgeNet.Training.Optimizers;

internal sealed class AdamOptimizer(AdamOptions options, int length) : Optimizer
{
    private readonly float[] _mean = new float[length];
    private readonly float[] _square = new float[length];

    public override IReadOnlyList<(string Name, float[] Values)> State => [("mean", _mean), ("square", _square)];

    protected override void Move(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<float> decayed, float rate)
    {
        // Both averages start at zero; the corrections make up for it.
        var correction1 = new Vector<float>((float)(1 / (1 - Math.Pow(options.Beta1, Steps))));
        var correction2 = new Vector<float>((float)(1 / (1 - Math.Pow(options.Beta2, Steps))));
        var beta1 = new Vector<float>(options.Beta1);
        var beta2 = new Vector<float>(options.Beta2);
        var rest1 = new Vector<float>(1 - options.Beta1);
        var rest2 = new Vector<float>(1 - options.Beta2);
        var epsilon = new Vector<float>(options.Epsilon);
        var added = new Vector<float>(options.Decoupled ? 0 : options.WeightDecay);
        var shrunk = new Vector<float>(options.Decoupled ? rate * options.WeightDecay : 0);
        for (int i = 0; i < parameters.Length; i += Vector<float>.Count)
        {
            var w = new Vector<float>(parameters[i..]);
            var decays = new Vector<float>(decayed[i..]);
            Vector<float> g = new Vector<float>(gradients[i..]) + added * decays * w;
            Vector<float> mean = beta1 * new Vector<float>(_mean, i) + rest1 * g;
            Vector<float> square = beta2 * new Vector<float>(_square, i) + rest2 * g * g;
            mean.CopyTo(_mean, i);
            square.CopyTo(_square, i);
            w -= shrunk * decays * w;
            (w - rate * (mean * correction1) / (Vector.SquareRoot(square * correction2) + epsilon)).CopyTo(parameters[i..]);
        }
    }
}
