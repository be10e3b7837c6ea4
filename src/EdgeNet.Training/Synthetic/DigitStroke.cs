using System.Numerics;

namespace EdgeNet.Training.Synthetic;

/// <summary>A stroke: points that it goes through, and which of them are corners.</summary>
internal sealed record DigitStroke(Vector2[] Points, bool[] Corners);
