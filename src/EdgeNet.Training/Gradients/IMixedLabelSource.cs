namespace EdgeNet.Training.Gradients;

/// <summary>Samples of which each belongs to two classes in parts.</summary>
internal interface IMixedLabelSource : ILabelSource
{
    /// <summary>The other class of a sample, as it was last read.</summary>
    /// <param name="sample">The sample's number.</param>
    LabelMix Mix(int sample);
}
