namespace EdgeNet.Training.Understanding;

/// <summary>How much each position of a sample tells for a class.</summary>
/// <param name="Layer">The layer whose positions they are: the network's input, of a saliency map.</param>
/// <param name="Shape">The size of each spatial axis.</param>
/// <param name="Values">A value of 0 or more for each position, in the unit of the network's score.</param>
public sealed record HeatMap(string Layer, IReadOnlyList<int> Shape, float[] Values);
