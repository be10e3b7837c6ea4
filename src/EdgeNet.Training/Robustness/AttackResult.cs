namespace EdgeNet.Training.Robustness;

/// <summary>What an attack of one strength came to.</summary>
/// <param name="Attack">The attack.</param>
/// <param name="Epsilon">The largest change of a value, in units of a picture's range.</param>
/// <param name="Fooled">Of each sample, in order, whether a changed one was answered wrongly, or the sample itself.</param>
public sealed record AttackResult(Attack Attack, float Epsilon, IReadOnlyList<bool> Fooled)
{
    /// <summary>Samples.</summary>
    public int Samples => Fooled.Count;

    /// <summary>Samples that no candidate fooled.</summary>
    public int Robust => Fooled.Count(fooled => !fooled);

    /// <summary>The share of samples that no candidate fooled, in [0, 1]: the robust accuracy.</summary>
    public double Accuracy => (double)Robust / Samples;

    /// <summary>The share of samples that none of several attacks fooled, in [0, 1]: each sample meets the strongest of them.</summary>
    /// <param name="results">The attacks, of the same samples.</param>
    public static double WorstCase(IReadOnlyList<AttackResult> results) =>
        (double)Enumerable.Range(0, results[0].Samples).Count(i => !results.Any(r => r.Fooled[i])) / results[0].Samples;
}
