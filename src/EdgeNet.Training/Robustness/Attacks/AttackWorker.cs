using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Parameters;

namespace EdgeNet.Training.Robustness.Attacks;

/// <summary>
/// Attacks samples on one thread, one a lane: a lane whose attack has ended takes the next sample, so that none runs empty. Which samples
/// share a group makes no difference to any of them.
/// </summary>
internal sealed unsafe class AttackWorker
{
    private readonly NetworkGradient _network;
    private readonly LossFunction _loss;
    private readonly ParameterSet _parameters;
    private readonly ImageSet _images;
    private readonly GradientWorker _passes;
    private readonly int[] _samples = new int[Lanes.Count];
    private readonly LaneTarget[] _targets = new LaneTarget[Lanes.Count];
    private readonly LaneAttack?[] _lanes = new LaneAttack?[Lanes.Count];
    private readonly float[] _outputs;
    private readonly float[] _gradient;

    /// <param name="network">The network of <see cref="InputGradientNetwork"/>.</param>
    /// <param name="loss">The loss that attacks raise.</param>
    /// <param name="parameters">The network's weights.</param>
    /// <param name="images">The samples.</param>
    public AttackWorker(NetworkGradient network, LossFunction loss, ParameterSet parameters, ImageSet images)
    {
        _network = network;
        _loss = loss;
        _parameters = parameters;
        _images = images;
        _passes = new GradientWorker(network, totals: null, loss.Node);
        _outputs = new float[loss.Classes];
        _gradient = new float[images.ImageLength];
    }

    /// <summary>Attacks samples until there is none left.</summary>
    /// <param name="attack">The attack.</param>
    /// <param name="ball">What it may change.</param>
    /// <param name="seed">What it draws from.</param>
    /// <param name="next">The next sample's number; −1 where there is none.</param>
    /// <param name="onFooled">Called with each sample that is answered wrongly, and its last candidate.</param>
    /// <param name="cancellation">Stops it.</param>
    public void Run(
        Attack attack, PerturbationBall ball, int seed, Func<int> next, Action<int, float[]> onFooled, CancellationToken cancellation)
    {
        LaneAttack[] lanes = [.. _lanes.Select(_ => attack.Create(ball))];
        int active = 0;
        for (int lane = 0; lane < Lanes.Count; lane++)
            active += Take(lane) ? 1 : 0;
        while (active > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            Ask(attack.UsesGradient);
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                if (_lanes[lane] is not { } attacked) continue;
                Lanes.Read(_passes.Output(_loss.Node), lane, _outputs);
                bool isFooled = Largest(_outputs) != _targets[lane].Label;
                if (isFooled) onFooled(_samples[lane], attacked.Candidate);
                if (attack.UsesGradient && !isFooled) Lanes.Read(_passes.OutputGradient(_network.InputIndex), lane, _gradient);
                bool goesOn = !isFooled && attacked.Advance(_outputs, attack.UsesGradient ? _gradient : []);
                if (!goesOn && !Take(lane)) active--;
            }
        }

        bool Take(int lane)
        {
            int sample = next();
            if (sample < 0)
            {
                // The lane goes on computing what nobody looks at.
                _lanes[lane] = null;
                return false;
            }

            _lanes[lane] = lanes[lane];
            _samples[lane] = sample;
            _targets[lane] = _images.Label(sample);
            _images.Read(sample, lanes[lane].Clean);
            lanes[lane].Begin(_images.Label(sample), SampleRandom.Mix((ulong)seed, (ulong)sample));
            return true;
        }
    }

    /// <summary>Answers all lanes' candidates, with the gradients of their losses where they are wanted.</summary>
    private void Ask(bool wantsGradient)
    {
        for (int lane = 0; lane < Lanes.Count; lane++)
            if (_lanes[lane] is { } attacked) Lanes.Write(attacked.Candidate, lane, _passes.Input);
        // As in training, so that the gradients are cleared; no layer of this network does anything else then.
        _passes.Forward(_parameters.Pointer, training: wantsGradient);
        if (!wantsGradient) return;
        int correct = 0;
        _loss.Add(_passes.Output(_loss.Node), _targets, 1, _passes.OutputGradient(_loss.Node), ref correct);
        _passes.Backward(_loss.Node, _parameters.Pointer, null);
    }

    /// <summary>The answer; none where outputs are no numbers.</summary>
    private static int Largest(ReadOnlySpan<float> outputs)
    {
        int best = 0;
        for (int c = 0; c < outputs.Length; c++)
        {
            if (float.IsNaN(outputs[c])) return -1;
            if (outputs[c] > outputs[best]) best = c;
        }

        return best;
    }
}
