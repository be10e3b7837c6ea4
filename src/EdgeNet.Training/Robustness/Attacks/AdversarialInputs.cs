using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Graph;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Parameters;

namespace EdgeNet.Training.Robustness.Attacks;

/// <summary>Changes the samples of a mini-batch, group by group, so that the loss rises: the inner part of adversarial training.</summary>
internal sealed unsafe class AdversarialInputs
{
    private const ulong Stream = 0xAD7;

    private readonly NetworkGradient _network;
    private readonly IBatchLoss _loss;
    private readonly PerturbationBall _ball;
    private readonly AdversarialOptions _options;
    private readonly GradientWorker[] _workers;
    private readonly LaneMemory[] _clean;

    /// <param name="graph">The network.</param>
    /// <param name="loss">The loss that is trained by.</param>
    /// <param name="options">How samples are changed.</param>
    /// <param name="ball">What may be changed.</param>
    /// <param name="workers">Threads.</param>
    public AdversarialInputs(NetworkGraph graph, IBatchLoss loss, AdversarialOptions options, PerturbationBall ball, int workers)
    {
        _network = InputGradientNetwork.Create(graph);
        _loss = loss;
        _ball = ball;
        _options = options;
        _workers = [.. Enumerable.Range(0, workers).Select(_ => new GradientWorker(_network, totals: null, loss.Node))];
        _clean = [.. Enumerable.Range(0, workers).Select(_ => new LaneMemory(ball.Length * Lanes.Count))];
    }

    /// <summary>The share of ε that counts, 0 to 1.</summary>
    public float Strength { get; set; } = 1;

    /// <summary>Computes what a layer computes from its parameters, before a batch.</summary>
    public void Prepare(int layer, float* parameters) => _network.Prepare(layer, parameters);

    /// <summary>Changes a group.</summary>
    /// <param name="passes">The group, whose input and keys are set; its input is changed.</param>
    /// <param name="parameters">The weights of the moment.</param>
    /// <param name="source">Knows what is right.</param>
    /// <param name="samples">The samples' numbers, a lane each.</param>
    /// <param name="worker">The number of the thread.</param>
    public void Change(GradientWorker passes, ParameterSet parameters, ISampleSource source, ReadOnlySpan<int> samples, int worker)
    {
        if (Strength <= 0) return;
        GradientWorker attacked = _workers[worker];
        attacked.Samples = samples.Length;
        float* clean = _clean[worker].Pointer;
        var group = new ReadOnlySpan<float>(passes.Input, _ball.Length * Lanes.Count);
        group.CopyTo(_clean[worker].Span);
        Scatter(passes);
        for (int step = 0; step < _options.Steps; step++)
        {
            // A pass may write over its input.
            group.CopyTo(new Span<float>(attacked.Input, group.Length));
            attacked.Forward(parameters.Pointer, training: true);
            _loss.Add(attacked.Output(_loss.Node), attacked.OutputGradient(_loss.Node), source, samples, worker, 1);
            attacked.Backward(_loss.Node, parameters.Pointer, null);
            Step(clean, attacked.OutputGradient(_network.InputIndex), passes.Input);
        }
    }

    /// <summary>A start drawn uniformly from the ball.</summary>
    private void Scatter(GradientWorker passes)
    {
        for (int lane = 0; lane < passes.Samples; lane++)
        {
            var random = new SampleRandom(passes.Keys[lane], Stream);
            float* x = passes.Input + lane;
            for (int c = 0; c < _ball.Channels; c++)
            {
                float radius = Strength * _ball.Radius(c);
                for (int i = 0; i < _ball.Plane; i++, x += Lanes.Count)
                    *x = Math.Clamp(*x + random.NextSingle(-radius, radius), _ball.Low(c), _ball.High(c));
            }
        }
    }

    /// <summary>A step along the signs of the gradient, put back into the ball.</summary>
    private void Step(float* clean, float* gradient, float* x)
    {
        for (int c = 0; c < _ball.Channels; c++)
        {
            float radius = Strength * _ball.Radius(c);
            Vector256<float> reach = Vector256.Create(radius), up = Vector256.Create(_options.StepShare * radius);
            Vector256<float> low = Vector256.Create(_ball.Low(c)), high = Vector256.Create(_ball.High(c)), zero = Vector256<float>.Zero;
            for (int i = 0; i < _ball.Plane; i++, clean += Lanes.Count, gradient += Lanes.Count, x += Lanes.Count)
            {
                Vector256<float> slope = Lanes.Load(gradient), at = Lanes.Load(clean);
                Vector256<float> step = (Vector256.GreaterThan(slope, zero) & up) - (Vector256.LessThan(slope, zero) & up);
                Vector256<float> moved = Vector256.Min(Vector256.Max(Lanes.Load(x) + step, at - reach), at + reach);
                Lanes.Store(x, Vector256.Min(Vector256.Max(moved, low), high));
            }
        }
    }
}
