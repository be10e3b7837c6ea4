namespace EdgeNet.Vision.Segmentation;

/// <summary>Neighbouring pieces, first to end - 1, taken as one digit.</summary>
internal readonly record struct DigitSegment(int First, int End);
