using EdgeNet.Training.Data;

namespace EdgeNet.Training.Suspects;

/// <summary>Sums up the probabilities that several sets of weights give to the samples of a part.</summary>
internal sealed class PartVote
{
    private readonly LabelJudge _judge;
    private readonly int _outputs;
    private readonly float[]? _sums;

    /// <param name="judge">Takes what all say together.</param>
    /// <param name="outputs">Probabilities of a sample.</param>
    /// <param name="most">The most probabilities that are kept; where there would be more, the first set alone answers.</param>
    public PartVote(LabelJudge judge, int outputs, long most)
    {
        _judge = judge;
        _outputs = outputs;
        if ((long)Images.Count * outputs <= most) _sums = new float[Images.Count * outputs];
    }

    /// <summary>The samples.</summary>
    public ImageSet Images => _judge.Images;

    /// <summary>Whether further sets are asked.</summary>
    public bool TakesAll => _sums is not null;

    /// <summary>Adds an answer.</summary>
    public void Add(int sample, Span<float> probabilities)
    {
        if (_sums is null)
        {
            _judge.Take(sample, probabilities);
            return;
        }

        Span<float> sums = _sums.AsSpan(sample * _outputs, _outputs);
        for (int c = 0; c < sums.Length; c++) sums[c] += probabilities[c];
    }

    /// <summary>What all say together.</summary>
    public LabelJudge Judge()
    {
        if (_sums is null) return _judge;
        float[] mean = new float[_outputs];
        for (int i = 0; i < Images.Count; i++)
        {
            ReadOnlySpan<float> sums = _sums.AsSpan(i * _outputs, _outputs);
            float total = 0;
            foreach (float sum in sums) total += sum;
            for (int c = 0; c < mean.Length; c++) mean[c] = sums[c] / Math.Max(total, float.Epsilon);
            _judge.Take(i, mean);
        }

        return _judge;
    }
}
