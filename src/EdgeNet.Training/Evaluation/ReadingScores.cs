namespace EdgeNet.Training;

/// <summary>How a reader does on pictures whose truth is known: read rate, error, and what they become as the threshold moves.</summary>
public sealed class ReadingScores
{
    private const int CalibrationBins = 10;

    private readonly ReadingScore[] _answers;

    /// <summary>Sums up scores.</summary>
    /// <param name="scores">One for each picture, in any order.</param>
    /// <exception cref="ArgumentException">A confidence is not 0 to 1.</exception>
    public ReadingScores(IEnumerable<ReadingScore> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ReadingScore[] all = [.. scores];
        if (Array.Exists(all, s => !(s.Confidence is >= 0 and <= 1)))
            throw new ArgumentException("Confidences must be 0 to 1.", nameof(scores));
        Pictures = all.Length;
        Fields = all.Count(s => s.HasField);
        _answers = [.. all.Where(s => s.HasAnswer).OrderByDescending(s => s.Confidence)];
    }

    /// <summary>All pictures.</summary>
    public int Pictures { get; }

    /// <summary>Pictures that have something to read.</summary>
    public int Fields { get; }

    /// <summary>What is accepted from a confidence on.</summary>
    /// <param name="threshold">0 to 1.</param>
    public RejectPoint At(double threshold)
    {
        ReadingScore[] accepted = Accepted(threshold);
        int right = accepted.Count(s => s.IsRight);
        return new RejectPoint(threshold, right, accepted.Length - right);
    }

    /// <summary>The share of pictures with something to read that are read right, 0 to 1; NaN if there are none.</summary>
    /// <param name="point">What is accepted.</param>
    public double ReadRate(RejectPoint point) => Fields == 0 ? double.NaN : (double)point.Right / Fields;

    /// <summary>The reject curve: a point for each confidence that occurs, from the highest down.</summary>
    public IReadOnlyList<RejectPoint> Curve()
    {
        var points = new List<RejectPoint>();
        int right = 0;
        for (int i = 0; i < _answers.Length; i++)
        {
            right += _answers[i].IsRight ? 1 : 0;
            // Answers of one confidence are accepted together or not at all.
            if (i + 1 == _answers.Length || _answers[i + 1].Confidence < _answers[i].Confidence)
                points.Add(new RejectPoint(_answers[i].Confidence, right, i + 1 - right));
        }

        return points;
    }

    /// <summary>The threshold with the most right answers where no more than a share of the accepted ones is wrong.</summary>
    /// <param name="error">The share, 0 to 1.</param>
    /// <returns>That point of the curve; one without answers, with a threshold above 1, where every threshold has more errors.</returns>
    public RejectPoint Best(double error)
    {
        var best = new RejectPoint(Math.BitIncrement(1.0), 0, 0);
        foreach (RejectPoint point in Curve())
        {
            if (point.Error <= error && point.Right > best.Right)
                best = point;
        }

        return best;
    }

    /// <summary>
    /// The expected calibration error of accepted answers: in ten groups of equally many, by confidence, the mean distance of the mean
    /// confidence from the share that is right (Naeini et al. 2015). With fewer than ten answers each is a group. NaN if none is accepted.
    /// </summary>
    /// <param name="threshold">The least confidence that is accepted, 0 to 1.</param>
    public double CalibrationError(double threshold)
    {
        IReadOnlyList<CalibrationGroup> groups = CalibrationGroups(threshold);
        return groups.Sum(g => g.Answers * Math.Abs(g.Confidence - g.Accuracy)) / groups.Sum(g => g.Answers);
    }

    /// <summary>The groups of the calibration error, the most confident first; none where nothing is accepted.</summary>
    /// <param name="threshold">The least confidence that is accepted, 0 to 1.</param>
    public IReadOnlyList<CalibrationGroup> CalibrationGroups(double threshold)
    {
        ReadingScore[] accepted = Accepted(threshold);
        int bins = Math.Min(CalibrationBins, accepted.Length);
        var groups = new CalibrationGroup[bins];
        for (int bin = 0; bin < bins; bin++)
        {
            ReadingScore[] group = accepted[(bin * accepted.Length / bins)..((bin + 1) * accepted.Length / bins)];
            groups[bin] = new CalibrationGroup(group.Length, group.Count(s => s.IsRight), group.Average(s => s.Confidence));
        }

        return groups;
    }

    private ReadingScore[] Accepted(double threshold) => [.. _answers.TakeWhile(s => s.Confidence >= threshold)];
}
