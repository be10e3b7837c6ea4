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
        long length = inputShape.Aggregate(1L, (product, size) => product * size);
        ImageSet train = Part(DataPart.Train)!;
        ImageSet? validation = Part(DataPart.Validation), test = Part(DataPart.Test);
        int classes = 1 + new[] { train, validation, test }.Max(p => p is null ? 0 : Largest(p));
        string[] names = [.. Enumerable.Range(0, classes).Select(c => FormattableString.Invariant($"{c}"))];
        return DatasetParts.Complete(folder, names, train, validation, test, warnings, options);

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

            ImageSet set = SampleFitter.Fit(samples.ReadOrMap(length, options.MemoryBudget), labels.Read()
                .ToLabels(), inputShape, options, mayResize: true);
            if (part == DataPart.Train && set.Preparation is { Resize: NumberResize.Stretch })
                warnings.Add($"{samples.Name}: samples of {string.Join("×", samples.ReadDimensions().Skip(1))} are stretched to the network's {string.Join("×", inputShape)}");
            return set;
        }
    }

    /// <summary>What the arrays of a folder look like.</summary>
    /// <param name="sources">The arrays.</param>
    /// <param name="inputShape">The network's input shape.</param>
    /// <exception cref="TrainingException">An array is damaged.</exception>
    public static DataForm Examine(Dictionary<(DataPart Part, ArrayRole Role), ArraySource> sources, IReadOnlyList<int> inputShape)
    {
        int classes = 1 + sources.Where(s => s.Key.Role == ArrayRole.Labels).Max(s => s.Value.Read().ToLabels().DefaultIfEmpty().Max());
        int[] sample = [.. sources[(DataPart.Train, ArrayRole.Samples)].ReadDimensions().Skip(1)];
        int[]? series = sample switch
        {
            [var length] => [1, length],
            // Channels are last where the network has as many.
            [var length, var channels] when inputShape[0] == channels && inputShape[0] != length => [channels, length],
            [_, _] => sample,
            _ => null,
        };
        return inputShape.Count == 2 ? new DataForm(series, classes, AreSeries: series is not null)
            : new DataForm(null, classes, AreSeries: false);
    }

    private static int Largest(ImageSet part)
    {
        int largest = 0;
        foreach (int label in part.Labels) largest = Math.Max(largest, label);
        return largest;
    }
}
