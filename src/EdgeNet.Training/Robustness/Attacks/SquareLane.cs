namespace EdgeNet.Training.Robustness.Attacks;

/// <summary>
/// Random search by squares: the first candidate has stripes of ±ε along the last axis, each later one a square of ±ε, each channel with a
/// sign of its own. What does not lower the margin of the right class's logit is undone.
/// </summary>
internal sealed class SquareLane(PerturbationBall ball, int queries, float share) : LaneAttack(ball)
{
    /// <summary>Of 10,000 queries, those behind which squares halve their area.</summary>
    private static readonly int[] Halvings = [10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000];

    private readonly int[] _sizes = [.. ball.Shape.Count > 1 ? ball.Shape.Skip(1) : ball.Shape];
    private readonly float[] _kept = new float[ball.Length];
    private readonly int[] _places = new int[ball.Plane];
    private SampleRandom _random;
    private int _count;
    private int _query;
    private float _margin;

    /// <inheritdoc/>
    protected override bool Next(ReadOnlySpan<float> outputs, ReadOnlySpan<float> gradient)
    {
        float margin = Margin(outputs);
        if (margin < _margin) _margin = margin;
        else Undo();
        if (++_query >= queries) return false;
        Propose();
        return true;
    }

    /// <inheritdoc/>
    protected override bool Start(ulong key)
    {
        _random = new SampleRandom(key, stream: 0x5C);
        (_query, _count, _margin) = (0, 0, float.PositiveInfinity);
        int width = _sizes[^1];
        for (int c = 0; c < Ball.Channels; c++)
        {
            float radius = Ball.Radius(c);
            for (int x = 0; x < width; x++)
            {
                float change = _random.Next(2) == 0 ? radius : -radius;
                for (int i = c * Ball.Plane + x; i < (c + 1) * Ball.Plane; i += width)
                    Candidate[i] = Ball.Project(c, Clean[i], Clean[i] + change);
            }
        }

        return true;
    }

    /// <summary>How far the right class is above the largest other one.</summary>
    private float Margin(ReadOnlySpan<float> outputs)
    {
        float other = float.NegativeInfinity;
        for (int c = 0; c < outputs.Length; c++)
            if (c != Label) other = Math.Max(other, outputs[c]);
        return outputs[Label] - other;
    }

    private void Undo()
    {
        for (int c = 0, at = 0; c < Ball.Channels; c++)
            for (int i = 0; i < _count; i++)
                Candidate[c * Ball.Plane + _places[i]] = _kept[at++];
    }

    private void Propose()
    {
        FindPlaces();
        int at = 0;
        for (int c = 0; c < Ball.Channels; c++)
        {
            float radius = Ball.Radius(c), change = _random.Next(2) == 0 ? radius : -radius;
            for (int i = 0; i < _count; i++)
            {
                int place = c * Ball.Plane + _places[i];
                _kept[at++] = Candidate[place];
                Candidate[place] = Ball.Project(c, Clean[place], Clean[place] + change);
            }
        }
    }

    /// <summary>The places of a square whose area is the schedule's share of the sample.</summary>
    private void FindPlaces()
    {
        long progress = (long)_query * 10_000 / queries;
        double area = share;
        foreach (int halving in Halvings)
            if (progress > halving) area /= 2;
        int side = Math.Max(1, (int)Math.Round(Math.Pow(area * Ball.Plane, 1.0 / _sizes.Length), MidpointRounding.ToEven));
        _count = 1;
        _places[0] = 0;
        for (int axis = 0, stride = Ball.Plane; axis < _sizes.Length; axis++)
        {
            stride /= _sizes[axis];
            int length = Math.Min(side, _sizes[axis]), first = _random.Next(_sizes[axis] - length + 1), before = _count;
            // From the last one on, so that what is read is not yet written over.
            for (int i = before - 1; i >= 0; i--)
                for (int j = length - 1; j >= 0; j--)
                    _places[i * length + j] = _places[i] + (first + j) * stride;
            _count = before * length;
        }
    }
}
