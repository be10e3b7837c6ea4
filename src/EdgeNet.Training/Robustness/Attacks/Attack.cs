namespace EdgeNet.Training.Robustness;

/// <summary>
/// A search for a change of a sample that makes a network answer wrongly, no value of which is larger than ε (L∞): an adversarial example
/// (Szegedy 2014). What an attack finds depends on the seed and the sample's number alone.
/// </summary>
public abstract record Attack
{
    /// <summary>The names that <see cref="Named"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = ["fgsm", "pgd", "square"];

    /// <summary>The attack's name, one of <see cref="Names"/>.</summary>
    public abstract string Name { get; }

    /// <summary>The attack and its options in a few words.</summary>
    public abstract string Text { get; }

    /// <summary>Whether the attack asks for the gradient of the loss by the input; else it sees answers alone (a black box).</summary>
    internal abstract bool UsesGradient { get; }

    /// <summary>An attack by its name, with its standard options.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="TrainingException">There is none of that name.</exception>
    public static Attack Named(string name) => name switch
    {
        "fgsm" => new FgsmAttack(),
        "pgd" => new PgdAttack(),
        "square" => new SquareAttack(),
        _ => throw new TrainingException($"Attack: expected {string.Join(", ", Names)}, found '{Safety.PlainText.Shorten(name, 40)}'."),
    };

    /// <exception cref="TrainingException">An option is out of its range.</exception>
    internal abstract void Check();

    /// <summary>Makes what attacks the sample of a lane.</summary>
    /// <param name="ball">What may be changed.</param>
    internal abstract Attacks.LaneAttack Create(Attacks.PerturbationBall ball);
}
