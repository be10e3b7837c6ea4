using EdgeNet.Training.Robustness;

namespace EdgeNet.Cli.Evaluation.Robustness;

/// <summary>What of a network's robustness is to be measured.</summary>
internal sealed record RobustnessRequest
{
    /// <summary>Whether corruptions are.</summary>
    public required bool Corruptions { get; init; }

    /// <summary>The attacks.</summary>
    public required IReadOnlyList<Attack> Attacks { get; init; }

    /// <summary>Their strengths, in order; null for what suits the samples.</summary>
    public float[]? Epsilons { get; init; }

    /// <summary>The samples, the first ones of the test part; null for all.</summary>
    public int? Samples { get; init; }

    /// <summary>What is drawn from.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The folder for pictures; null for none.</summary>
    public string? Pictures { get; init; }

    /// <summary>Whether files there may be overwritten.</summary>
    public bool Force { get; init; }
}
