namespace EdgeNet.Training.Data.Arrays;

/// <summary>A data set whose samples and labels are arrays: see <see cref="ArrayFinder"/> for their names.</summary>
internal static class ArrayFolder
{
    /// <summary>Reads the arrays of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="sources">Its arrays.</param>
    /// <param name="inputShape">The network's input shape.</param>
    /// <param name="options">How samples are prepared.</param>
    /// <exception cref="TrainingException">An array is missing or damaged, or does not fit.</exception>
    public static Dataset Read(string folder, Dictionary<(DataPart Part, ArrayRole Role), ArraySource> sources, IReadOnlyList<int> inputShape, DatasetOptions options)
    {
        var warnings = new List<string>();
        ImageSet train = Part(DataPart.Train)!;
        ImageSet? validation = Part(DataPart.Validation), test = Part(DataPart.Test);
        int classes = 1 + new[] { train, validation, test }.Max(p => p is null ? 0 : Largest(p));
        string[] names = [.. Enumerable.Range(0, classes).Select(c => FormattableString.Invariant($"{c}"))];
        return DatasetParts.Complete(folder, names, train, validation, test, warnings, options.Preparation);

        ImageSet? Part(DataPart part)
        {
            sources.TryGetValue((part, ArrayRole.Samples), out ArraySource? samples);
            sources.TryGetValue((part, ArrayRole.Labels), out ArraySource? labels);
            if (samples is null && labels is null) return null;
            if (samples is null || labels is null)
            {
                // A part without answers, as competitions give it, measures nothing.
                warnings.Add($"{(samples ?? labels)!.Name}: passed over: there are no {(samples is null ? "samples" : "labels")} to it");
                return null;
            }

            return SampleFitter.Fit(samples.Read(), labels.Read().ToLabels(), inputShape, options);
        }
    }

    private static int Largest(ImageSet part)
    {
        int largest = 0;
        foreach (int label in part.Labels) largest = Math.Max(largest, label);
        return largest;
    }
}
