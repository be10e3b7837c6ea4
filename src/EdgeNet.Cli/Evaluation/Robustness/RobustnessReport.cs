using EdgeNet.Training;
using EdgeNet.Training.Robustness;

namespace EdgeNet.Cli.Evaluation.Robustness;

/// <summary>What was measured of a network's robustness.</summary>
/// <param name="Network">The network.</param>
/// <param name="Data">The data set.</param>
/// <param name="Clean">The samples as they are.</param>
/// <param name="Seed">What was drawn from.</param>
internal sealed record RobustnessReport(string Network, string Data, EvaluationResult Clean, int Seed)
{
    /// <summary>Accuracy under each corruption.</summary>
    public List<(Corruption Corruption, double Accuracy)> Corruptions { get; } = [];

    /// <summary>Families of corruptions that the samples have none of.</summary>
    public IReadOnlyList<string> NotApplicable { get; set; } = [];

    /// <summary>What each attack of each strength came to.</summary>
    public List<AttackResult> Attacks { get; } = [];

    /// <summary>The mean error under MNIST-C's corruptions; null where they were not measured.</summary>
    public double? MnistCError
    {
        get
        {
            double[] errors = [.. Corruptions.Where(c => CorruptionSuite.MnistC.Contains(c.Corruption)).Select(c => 1 - c.Accuracy)];
            return errors.Length > 0 ? errors.Average() : null;
        }
    }

    /// <summary>For each strength the share of samples that none of the attacks fooled.</summary>
    public IEnumerable<(float Epsilon, double Accuracy)> WorstCases =>
        Attacks.GroupBy(a => a.Epsilon).OrderBy(g => g.Key).Select(g => (g.Key, AttackResult.WorstCase([.. g])));
}
