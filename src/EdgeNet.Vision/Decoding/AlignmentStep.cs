namespace EdgeNet.Vision.Decoding;

/// <summary>Where the best path to a digit's first frame comes from.</summary>
/// <param name="State">The index of the state after the digit before, or -1 for none.</param>
/// <param name="End">The last frame of the digit before.</param>
/// <param name="Mark">The frame of the point, comma or dash between, or -1 for none.</param>
internal readonly record struct AlignmentStep(int State, int End, int Mark);
