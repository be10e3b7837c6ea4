using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning;

/// <summary>What of a tap nest is looped over and what is straight-line code.</summary>
/// <param name="Rolled">The loops that stay, outermost first.</param>
/// <param name="Straight">The input offset of each straight-line tap.</param>
/// <param name="Remainder">The input offsets of the taps after the innermost loop, where its run does not divide it.</param>
public sealed record UnrolledTaps(EquatableArray<TapLoop> Rolled, EquatableArray<int> Straight, EquatableArray<int> Remainder)
{
    /// <inheritdoc/>
    public override string ToString() => Describe(1);

    /// <summary>The decision in a few words.</summary>
    /// <param name="tapsEach">Taps that each element of the nest stands for.</param>
    public string Describe(int tapsEach) => Rolled.Count == 0
        ? $"all {Straight.Count * tapsEach} taps straight-line"
        : $"{Straight.Count * tapsEach} {(Straight.Count * tapsEach == 1 ? "tap" : "taps")} straight-line in {string.Join(", ", Rolled.Select(l => $"{l.Axis} ({l.Count})"))}";
}
