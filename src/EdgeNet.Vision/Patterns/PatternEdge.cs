namespace EdgeNet.Vision.Patterns;

/// <summary>A step of a pattern's automaton from one digit of the run to the next.</summary>
/// <param name="From">The state after the one digit.</param>
/// <param name="To">The state after the next.</param>
/// <param name="Gap">What stands between them.</param>
/// <param name="Weight">The share of such writings that are taken as this pattern, above 0 and at most 1.</param>
/// <param name="Visible">The character that the gap puts into the answer, or '\0' for none: '-' of a ZIP code, '.' before decimals.</param>
internal readonly record struct PatternEdge(int From, int To, GapKind Gap, double Weight, char Visible);
