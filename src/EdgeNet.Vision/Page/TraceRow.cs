using System.Numerics;
using EdgeNet.Vision.Candidates;

namespace EdgeNet.Vision.Page;

/// <summary>A row that was found.</summary>
/// <param name="Middle">The middle of its marks in frame pixels.</param>
/// <param name="Direction">Along it, of length 1.</param>
/// <param name="Height">The height of its marks in frame pixels.</param>
/// <param name="MarkCount">How many marks it has.</param>
/// <param name="Score">How much it looks like a field of digits.</param>
/// <param name="IsBoxed">Whether most of its marks are printed boxes.</param>
/// <param name="Fate">What became of it.</param>
public readonly record struct TraceRow(
    Vector2 Middle, Vector2 Direction, float Height, int MarkCount, float Score, bool IsBoxed, CandidateFate Fate);
