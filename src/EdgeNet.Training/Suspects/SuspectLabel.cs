using EdgeNet.Training.Data;

namespace EdgeNet.Training;

/// <summary>A sample whose label weights that did not learn it contradict.</summary>
/// <param name="Name">The sample's file, or its place in the file of a part: "training sample 17", from 0.</param>
/// <param name="Label">The class that it is labelled with.</param>
/// <param name="Other">The class that is likelier.</param>
/// <param name="Probability">The probability of its own class, 0 to 1: the lower, the likelier the label is wrong.</param>
/// <param name="OtherProbability">That of the other class, which is larger.</param>
/// <param name="IsConfident">
/// Whether the other class is as probable as it is of samples of that class in the mean: the count of these estimates how many labels are
/// wrong.
/// </param>
public sealed record SuspectLabel(
    string Name, int Label, int Other, double Probability, double OtherProbability, bool IsConfident)
{
    /// <summary>The sample's number in the part that it was judged in, from 0.</summary>
    public int Index { get; init; }

    /// <summary>The part that it was judged in.</summary>
    internal DataPart Part { get; init; }

    /// <summary>The samples that it is one of.</summary>
    /// <param name="data">The data set that was judged.</param>
    public ImageSet ImagesIn(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Part switch { DataPart.Train => data.Train, DataPart.Validation => data.Validation!, _ => data.Test! };
    }
}
