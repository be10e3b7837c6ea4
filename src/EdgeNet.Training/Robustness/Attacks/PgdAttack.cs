using static System.FormattableString;

namespace EdgeNet.Training.Robustness;

/// <summary>
/// Projected gradient descent: steps along the sign of the gradient, each put back into the ball, from random starts (A. Madry et al.,
/// "Towards deep learning models resistant to adversarial attacks", ICLR 2018). Every step's picture counts, not the last one's alone.
/// </summary>
public sealed record PgdAttack : Attack
{
    /// <summary>Steps from each start, 1 or more.</summary>
    public int Steps { get; init; } = 40;

    /// <summary>Random starts, 1 or more.</summary>
    public int Restarts { get; init; } = 10;

    /// <summary>
    /// The length of a step as a share of ε, above 0; null for 2.5 / <see cref="Steps"/>, with which each start reaches every place of the
    /// ball.
    /// </summary>
    public float? StepSize { get; init; }

    /// <inheritdoc/>
    public override string Name => "pgd";

    /// <inheritdoc/>
    public override string Text => Invariant($"PGD, {Steps} steps, {Restarts} {(Restarts == 1 ? "start" : "starts")}");

    /// <inheritdoc/>
    internal override bool UsesGradient => true;

    /// <inheritdoc/>
    internal override void Check()
    {
        if (Steps < 1) throw new TrainingException(Invariant($"{nameof(Steps)}: expected 1 or more, found {Steps}."));
        if (Restarts < 1) throw new TrainingException(Invariant($"{nameof(Restarts)}: expected 1 or more, found {Restarts}."));
        if (StepSize is { } size && !(size > 0 && float.IsFinite(size)))
            throw new TrainingException(Invariant($"{nameof(StepSize)}: expected a number above 0, found {size}."));
    }

    /// <inheritdoc/>
    internal override Attacks.LaneAttack Create(Attacks.PerturbationBall ball) =>
        new Attacks.PgdLane(ball, Steps, Restarts, StepSize ?? Math.Min(1, 2.5f / Steps));
}
