namespace EdgeNet.Training.Gradients;

/// <summary>Samples of which each is a sequence of symbols.</summary>
internal interface ISequenceSource : ISampleSource
{
    /// <summary>The right symbols of a sample, as it was last read.</summary>
    /// <param name="sample">The sample's number.</param>
    ReadOnlySpan<byte> Target(int sample);
}
