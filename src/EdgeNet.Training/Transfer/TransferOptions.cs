using System.Security.Cryptography;
using System.Text;
using static System.FormattableString;

namespace EdgeNet.Training.Transfer;

/// <summary>How a network goes on that starts from weights learnt elsewhere, which <see cref="TrainingOptions.Start"/> holds.</summary>
public sealed record TransferOptions
{
    /// <summary>
    /// The layers whose weights were kept, by name. They learn at <see cref="KeptRate"/> times the rate, and batch norms among them
    /// normalize by the running statistics that came with them, which stay as they are.
    /// </summary>
    public IReadOnlyCollection<string> Kept { get; init; } = [];

    /// <summary>
    /// The layers among <see cref="Kept"/> whose weights do not change. Where they are the beginning of the network, what it computes is
    /// computed once for each sample and kept; dropout among them does nothing.
    /// </summary>
    public IReadOnlyCollection<string> Frozen { get; init; } = [];

    /// <summary>The epochs after which nothing is frozen any more; 0 for never.</summary>
    public int UnfreezeAfter { get; init; }

    /// <summary>A factor on the rate of layers that were kept, above 0 and at most 1.</summary>
    public float KeptRate { get; init; } = 0.01f;

    /// <summary>
    /// Variations of each sample of which the outputs of the frozen part are kept, where samples are varied: the epochs take them in
    /// turn. 0 to vary samples anew in each epoch, and keep nothing.
    /// </summary>
    public int Variants { get; init; } = 4;

    /// <summary>
    /// The bytes that kept outputs of the frozen part may take in memory; where they would take more, they go into a temporary file.
    /// </summary>
    public long MemoryBudget { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4;

    /// <summary>What makes the weights what they are: where outputs are kept does not.</summary>
    internal string Signature(bool isVaried) =>
        Invariant($"kept {Text(Kept)}; frozen {Text(Frozen)}; unfrozen after {UnfreezeAfter}; rate {KeptRate:R}")
        + (isVaried ? Invariant($"; variants {Variants}") : "");

    /// <exception cref="TrainingException">An option is out of its range.</exception>
    internal void Check()
    {
        if (UnfreezeAfter < 0)
            throw new TrainingException(Invariant($"{nameof(UnfreezeAfter)}: expected 0 or more, found {UnfreezeAfter}."));
        if (!(KeptRate > 0 && KeptRate <= 1))
            throw new TrainingException(Invariant($"{nameof(KeptRate)}: expected a number above 0, up to 1, found {KeptRate}."));
        if (Variants < 0) throw new TrainingException(Invariant($"{nameof(Variants)}: expected 0 or more, found {Variants}."));
        if (Frozen.FirstOrDefault(f => !Kept.Contains(f)) is { } other)
            throw new TrainingException($"{nameof(Frozen)}: layer '{other}' is not one whose weights were kept.");
    }

    private static string Text(IReadOnlyCollection<string> layers)
    {
        byte[] names = Encoding.UTF8.GetBytes(string.Join('\n', layers.Order(StringComparer.Ordinal)));
        return Invariant($"{layers.Count} layers ({Convert.ToHexStringLower(SHA256.HashData(names), 0, 4)})");
    }
}
