namespace EdgeNet.Training.Robustness.Attacks;

/// <summary>
/// An attack on one sample, step by step: <see cref="Candidate"/> is what the network is asked next. Lanes know nothing of each other, so a
/// sample's outcome is the same beside any others.
/// </summary>
internal abstract class LaneAttack(PerturbationBall ball)
{
    private ulong _key;
    private bool _isAsIs;

    /// <summary>What may be changed.</summary>
    protected PerturbationBall Ball => ball;

    /// <summary>The sample as it is.</summary>
    public float[] Clean { get; } = new float[ball.Length];

    /// <summary>The changed sample.</summary>
    public float[] Candidate { get; } = new float[ball.Length];

    /// <summary>The right class.</summary>
    protected int Label { get; private set; }

    /// <summary>Begins with another sample, which stands in <see cref="Clean"/>.</summary>
    /// <param name="label">Its class.</param>
    /// <param name="key">What is drawn from.</param>
    public void Begin(int label, ulong key)
    {
        (Label, _key, _isAsIs) = (label, key, true);
        Clean.CopyTo(Candidate, 0);
    }

    /// <summary>Takes the answer to <see cref="Candidate"/>, which is right, and makes the next one. The first is the sample as it is.</summary>
    /// <param name="outputs">The network's logits.</param>
    /// <param name="gradient">The gradient of the loss by the candidate; empty where the attack asks for none.</param>
    /// <returns>Whether there is a next one.</returns>
    public bool Advance(ReadOnlySpan<float> outputs, ReadOnlySpan<float> gradient)
    {
        bool starts = _isAsIs;
        _isAsIs = false;
        return starts && Start(_key) || Next(outputs, gradient);
    }

    /// <summary>Makes the first changed candidate.</summary>
    /// <param name="key">What is drawn from.</param>
    /// <returns>Whether it has; else the answer to the sample as it is leads to it.</returns>
    protected abstract bool Start(ulong key);

    /// <summary>Makes the next candidate from the answer to the one before.</summary>
    /// <returns>Whether there is a next one.</returns>
    protected abstract bool Next(ReadOnlySpan<float> outputs, ReadOnlySpan<float> gradient);

    /// <summary>Moves the candidate along the signs of a gradient, within the ball.</summary>
    /// <param name="gradient">The gradient.</param>
    /// <param name="step">The length of the step, in units of a picture's range.</param>
    protected void Step(ReadOnlySpan<float> gradient, float step)
    {
        for (int c = 0, i = 0; c < ball.Channels; c++)
        {
            float length = step * ball.Unit(c);
            for (int end = i + ball.Plane; i < end; i++)
            {
                // A gradient of 0, or of no number, says nothing.
                float direction = gradient[i] > 0 ? length : gradient[i] < 0 ? -length : 0;
                Candidate[i] = ball.Project(c, Clean[i], Candidate[i] + direction);
            }
        }
    }
}
