namespace EdgeNet.Training.Gradients.Layers.Convolutions;

/// <summary>A run of positions of a convolution.</summary>
/// <param name="First">The first, an even number.</param>
/// <param name="End">One past the last.</param>
internal readonly record struct PositionBlock(int First, int End);
