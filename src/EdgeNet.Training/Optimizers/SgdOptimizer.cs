using System.Numerics;

namespace EdgeNet.Training.Optimizers;

internal sealed class SgdOptimizer(SgdOptions options, int length) : Optimizer
{
    private readonly float[] _velocity = new float[length];

    public override IReadOnlyList<(string Name, float[] Values)> State => [("velocity", _velocity)];

    protected override void Move(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<float> decayed, float rate)
    {
        var decay = new Vector<float>(options.WeightDecay);
        var momentum = new Vector<float>(options.Momentum);
        // The parameters of a layout fill whole cache lines, so no vector hangs over.
        for (int i = 0; i < parameters.Length; i += Vector<float>.Count)
        {
            var w = new Vector<float>(parameters[i..]);
            Vector<float> g = new Vector<float>(gradients[i..]) + decay * new Vector<float>(decayed[i..]) * w;
            Vector<float> v = momentum * new Vector<float>(_velocity, i) + g;
            v.CopyTo(_velocity, i);
            (w - rate * (options.Nesterov ? g + momentum * v : v)).CopyTo(parameters[i..]);
        }
    }
}
