namespace EdgeNet.Training.Robustness;

/// <summary>A sample that an attack has changed so that the network answers another class.</summary>
/// <param name="Sample">The sample's number.</param>
/// <param name="Clean">The sample as the network takes it.</param>
/// <param name="Changed">The changed one.</param>
public sealed record AdversarialExample(int Sample, float[] Clean, float[] Changed);
