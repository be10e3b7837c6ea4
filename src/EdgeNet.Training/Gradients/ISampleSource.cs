namespace EdgeNet.Training.Gradients;

/// <summary>Gives the samples of a batch to the workers.</summary>
internal interface ISampleSource
{
    /// <summary>Writes one sample as the network takes it.</summary>
    /// <param name="sample">The sample's number.</param>
    /// <param name="key">The random key of this sample in this epoch.</param>
    /// <param name="worker">The number of the thread, for memory of its own.</param>
    /// <param name="input">Receives the elements.</param>
    void Read(int sample, ulong key, int worker, Span<float> input);
}
