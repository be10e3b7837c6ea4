namespace EdgeNet.Training.Data.Checks;

/// <summary>What a look at a data set found.</summary>
public sealed record DataReport
{
    /// <summary>The data set.</summary>
    public required string Name { get; init; }

    /// <summary>What is to be learnt.</summary>
    public TargetKind Outputs { get; init; }

    /// <summary>The samples of each part.</summary>
    public required IReadOnlyList<int> Samples { get; init; }

    /// <summary>Each number in each part; empty where classes are learnt.</summary>
    public IReadOnlyList<NumberRange> Numbers { get; init; } = [];

    /// <summary>The classes, in the order of the labels; or the names of the numbers.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The parts that are there: "training", "validation", "test".</summary>
    public required IReadOnlyList<string> Parts { get; init; }

    /// <summary>
    /// The samples of each part (rows) and class (columns), broken ones included: where a sample may have several classes, it counts for
    /// each.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<int>> Counts { get; init; }

    /// <summary>The sizes of samples, the most frequent first, and how many have each.</summary>
    public required IReadOnlyList<(string Size, int Samples)> Sizes { get; init; }

    /// <summary>Samples that cannot be read, and why.</summary>
    public required IReadOnlyList<(string Name, string Reason)> Broken { get; init; }

    /// <summary>Samples that are another one's copy.</summary>
    public required IReadOnlyList<DuplicateSample> Duplicates { get; init; }

    /// <summary>What else is to be told, a line each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>How many times more samples the largest class of the training part has than the smallest one that has any.</summary>
    public double Imbalance
    {
        get
        {
            int[] there = [.. Counts[0].Where(c => c > 0)];
            return there.Length == 0 ? 1 : (double)there.Max() / there.Min();
        }
    }
}
