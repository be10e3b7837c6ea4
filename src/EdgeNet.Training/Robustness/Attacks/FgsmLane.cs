namespace EdgeNet.Training.Robustness.Attacks;

/// <summary>One step of ε.</summary>
internal sealed class FgsmLane(PerturbationBall ball) : LaneAttack(ball)
{
    private bool _isDone;

    /// <inheritdoc/>
    protected override bool Next(ReadOnlySpan<float> outputs, ReadOnlySpan<float> gradient)
    {
        if (_isDone) return false;
        Step(gradient, Ball.Epsilon);
        return _isDone = true;
    }

    /// <inheritdoc/>
    protected override bool Start(ulong key) => _isDone = false;
}
