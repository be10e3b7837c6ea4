namespace EdgeNet.Training.Gradients;

/// <summary>Samples of which each belongs to one class.</summary>
internal interface ILabelSource : ISampleSource
{
    /// <summary>The right class of a sample.</summary>
    /// <param name="sample">The sample's number.</param>
    int Label(int sample);
}
