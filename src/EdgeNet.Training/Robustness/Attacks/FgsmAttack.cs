namespace EdgeNet.Training.Robustness;

/// <summary>
/// The fast gradient sign method: x + ε · sign(∇ₓ loss), one step to the border of the ball (I. Goodfellow, J. Shlens, C. Szegedy,
/// "Explaining and harnessing adversarial examples", ICLR 2015).
/// </summary>
public sealed record FgsmAttack : Attack
{
    /// <inheritdoc/>
    public override string Name => "fgsm";

    /// <inheritdoc/>
    public override string Text => "FGSM";

    /// <inheritdoc/>
    internal override bool UsesGradient => true;

    /// <inheritdoc/>
    internal override void Check()
    {
    }

    /// <inheritdoc/>
    internal override Attacks.LaneAttack Create(Attacks.PerturbationBall ball) => new Attacks.FgsmLane(ball);
}
