using static System.FormattableString;

namespace EdgeNet.Training.Robustness;

/// <summary>
/// The square attack: a random search that changes a square of the sample to x ± ε and keeps what lowers the margin. It asks for answers
/// alone, so no gradient that is hidden from it helps (M. Andriushchenko, F. Croce, N. Flammarion, M. Hein, "Square attack: a
/// query-efficient black-box adversarial attack via random search", ECCV 2020, algorithms 1 and 2). Of series a square is an interval, of
/// volumes a cube.
/// </summary>
public sealed record SquareAttack : Attack
{
    /// <summary>Answers that are asked for, for each sample, 1 or more.</summary>
    public int Queries { get; init; } = 1000;

    /// <summary>
    /// The share of a sample's places that the first squares cover, above 0, at most 1; it shrinks as the search goes on.
    /// </summary>
    public float Share { get; init; } = 0.8f;

    /// <inheritdoc/>
    public override string Name => "square";

    /// <inheritdoc/>
    public override string Text => Invariant($"square attack, {Queries:N0} queries");

    /// <inheritdoc/>
    internal override bool UsesGradient => false;

    /// <inheritdoc/>
    internal override void Check()
    {
        if (Queries < 1) throw new TrainingException(Invariant($"{nameof(Queries)}: expected 1 or more, found {Queries}."));
        if (!(Share > 0 && Share <= 1))
            throw new TrainingException(Invariant($"{nameof(Share)}: expected above 0, at most 1, found {Share}."));
    }

    /// <inheritdoc/>
    internal override Attacks.LaneAttack Create(Attacks.PerturbationBall ball) => new Attacks.SquareLane(ball, Queries, Share);
}
