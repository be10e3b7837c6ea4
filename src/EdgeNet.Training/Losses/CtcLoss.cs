using EdgeNet.Training.Gradients;

namespace EdgeNet.Training.Losses;

/// <summary>
/// Connectionist temporal classification of one sequence (A. Graves et al., ICML 2006): the negative logarithm of the probability of all paths
/// that collapse to the target, where repeated symbols merge and blanks vanish. Logits are (classes, frames); blank is the last class.
/// Not safe for use by several threads at once.
/// </summary>
internal sealed unsafe class CtcLoss
{
    private readonly int _classes;
    private readonly int _frames;
    private readonly int _blank;
    private readonly double[] _log;
    private readonly double[] _forward;
    private readonly double[] _backward;
    private readonly double[] _sums;
    private readonly int[] _path;

    /// <param name="classes">Symbols and blank, 2 or more.</param>
    /// <param name="frames">Frames, 1 or more.</param>
    public CtcLoss(int classes, int frames)
    {
        _classes = classes;
        _frames = frames;
        _blank = classes - 1;
        _log = new double[classes * frames];
        int states = 2 * frames + 1;
        _forward = new double[frames * states];
        _backward = new double[frames * states];
        _sums = new double[classes];
        _path = new int[states];
    }

    /// <summary>Adds the gradient of one sequence.</summary>
    /// <param name="logits">One lane of the network's output: element i at <c>i * Lanes.Count</c>.</param>
    /// <param name="target">The right symbols; a path for them must fit the frames.</param>
    /// <param name="scale">What the gradient is multiplied by.</param>
    /// <param name="gradient">One lane of the output's gradient.</param>
    /// <param name="isRight">Whether the most probable symbol of each frame, collapsed, is the target.</param>
    /// <returns>The loss, in nats.</returns>
    public double Add(float* logits, ReadOnlySpan<byte> target, float scale, float* gradient, out bool isRight)
    {
        Normalise(logits);
        isRight = Collapses(target);
        int states = 2 * target.Length + 1;
        for (int s = 0; s < states; s++)
            _path[s] = (s & 1) == 0 ? _blank : target[s / 2];
        double total = Forward(states);
        if (double.IsNegativeInfinity(total))
            throw new TrainingException($"A target of {target.Length} symbols does not fit {_frames} frames.");
        Backward(states);
        for (int t = 0; t < _frames; t++)
        {
            Array.Fill(_sums, double.NegativeInfinity);
            for (int s = 0; s < states; s++)
                _sums[_path[s]] = LogAdd(_sums[_path[s]], _forward[t * states + s] + _backward[t * states + s]);
            for (int c = 0; c < _classes; c++)
            {
                double occupied = double.IsNegativeInfinity(_sums[c]) ? 0 : Math.Exp(_sums[c] - total);
                gradient[(c * _frames + t) * Lanes.Count] += scale * (float)(Math.Exp(_log[c * _frames + t]) - occupied);
            }
        }

        return -total;
    }

    private void Normalise(float* logits)
    {
        for (int t = 0; t < _frames; t++)
        {
            double largest = double.NegativeInfinity;
            for (int c = 0; c < _classes; c++)
                largest = Math.Max(largest, logits[(c * _frames + t) * Lanes.Count]);
            double sum = 0;
            for (int c = 0; c < _classes; c++)
                sum += Math.Exp(logits[(c * _frames + t) * Lanes.Count] - largest);
            double shift = largest + Math.Log(sum);
            for (int c = 0; c < _classes; c++)
                _log[c * _frames + t] = logits[(c * _frames + t) * Lanes.Count] - shift;
        }
    }

    private bool Collapses(ReadOnlySpan<byte> target)
    {
        int found = 0;
        int last = _blank;
        for (int t = 0; t < _frames; t++)
        {
            int best = 0;
            for (int c = 1; c < _classes; c++)
                if (_log[c * _frames + t] > _log[best * _frames + t]) best = c;
            if (best != last && best != _blank)
            {
                if (found == target.Length || target[found] != best) return false;
                found++;
            }

            last = best;
        }

        return found == target.Length;
    }

    /// <summary>The forward variables: the probability of all beginnings that end at a frame in a state, that frame included.</summary>
    private double Forward(int states)
    {
        Array.Fill(_forward, double.NegativeInfinity, 0, _frames * states);
        _forward[0] = _log[_blank * _frames];
        if (states > 1) _forward[1] = _log[_path[1] * _frames];
        for (int t = 1; t < _frames; t++)
        {
            for (int s = 0; s < states; s++)
            {
                double sum = _forward[(t - 1) * states + s];
                if (s > 0) sum = LogAdd(sum, _forward[(t - 1) * states + s - 1]);
                if (s > 1 && Skips(s)) sum = LogAdd(sum, _forward[(t - 1) * states + s - 2]);
                _forward[t * states + s] = sum + _log[_path[s] * _frames + t];
            }
        }

        int end = (_frames - 1) * states;
        return states > 1 ? LogAdd(_forward[end + states - 1], _forward[end + states - 2]) : _forward[end];
    }

    /// <summary>The backward variables: the probability of all endings behind a frame in a state, that frame left out.</summary>
    private void Backward(int states)
    {
        Array.Fill(_backward, double.NegativeInfinity, 0, _frames * states);
        int end = (_frames - 1) * states;
        _backward[end + states - 1] = 0;
        if (states > 1) _backward[end + states - 2] = 0;
        for (int t = _frames - 2; t >= 0; t--)
        {
            for (int s = 0; s < states; s++)
            {
                double sum = Next(t, s, states);
                if (s + 1 < states) sum = LogAdd(sum, Next(t, s + 1, states));
                if (s + 2 < states && Skips(s + 2)) sum = LogAdd(sum, Next(t, s + 2, states));
                _backward[t * states + s] = sum;
            }
        }
    }

    private double Next(int t, int s, int states) => _backward[(t + 1) * states + s] + _log[_path[s] * _frames + t + 1];

    /// <summary>Whether a path may come to a state over the blank before it: two different symbols need none between them.</summary>
    private bool Skips(int s) => _path[s] != _blank && _path[s] != _path[s - 2];

    private static double LogAdd(double a, double b)
    {
        if (double.IsNegativeInfinity(a)) return b;
        if (double.IsNegativeInfinity(b)) return a;
        double larger = Math.Max(a, b);
        return larger + Math.Log(1 + Math.Exp(Math.Min(a, b) - larger));
    }
}
