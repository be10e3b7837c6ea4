namespace EdgeNet.Training.Robustness.Attacks;

/// <summary>Steps along the sign of the gradient from random starts.</summary>
internal sealed class PgdLane(PerturbationBall ball, int steps, int restarts, float stepSize) : LaneAttack(ball)
{
    private ulong _key;
    private int _start;
    private int _step;

    /// <inheritdoc/>
    protected override bool Next(ReadOnlySpan<float> outputs, ReadOnlySpan<float> gradient)
    {
        if (_step++ < steps)
        {
            Step(gradient, stepSize * Ball.Epsilon);
            return true;
        }

        if (++_start == restarts) return false;
        Scatter();
        return true;
    }

    /// <inheritdoc/>
    protected override bool Start(ulong key)
    {
        (_key, _start) = (key, 0);
        Scatter();
        return true;
    }

    /// <summary>A start drawn uniformly from the ball.</summary>
    private void Scatter()
    {
        _step = 0;
        var random = new SampleRandom(_key, (ulong)_start);
        for (int c = 0, i = 0; c < Ball.Channels; c++)
        {
            float radius = Ball.Radius(c);
            for (int end = i + Ball.Plane; i < end; i++)
                Candidate[i] = Ball.Project(c, Clean[i], Clean[i] + random.NextSingle(-radius, radius));
        }
    }
}
