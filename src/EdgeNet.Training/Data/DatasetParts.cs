namespace EdgeNet.Training.Data;

/// <summary>What every kind of data set has in common once its samples are read.</summary>
internal static class DatasetParts
{
    private const int TestShare = 7;
    private const ulong TestStream = 0x7E57;

    /// <summary>Completes a data set: numbers get the scale of the training part, or that of weights.</summary>
    /// <param name="name">Where the samples come from.</param>
    /// <param name="classes">The name of each class.</param>
    /// <param name="train">The training part.</param>
    /// <param name="validation">The validation part, if there is one.</param>
    /// <param name="test">The test part, if there is one.</param>
    /// <param name="warnings">What is to be told of the files.</param>
    /// <param name="options">How samples are prepared.</param>
    public static Dataset Complete(
        string name, IReadOnlyList<string> classes, ImageSet train, ImageSet? validation, ImageSet? test, IReadOnlyList<string> warnings,
            DatasetOptions options)
    {
        InputPreparation? given = options.Preparation;
        if (train.Preparation is { Kind: InputKind.Values or InputKind.Sound } preparation)
        {
            if (given is not null && given.Kind != preparation.Kind)
                throw new TrainingException(
                    $"{name}: expected {Name(given.Kind)}, which the weights were learnt from, found {Name(preparation.Kind)}.");
            InputPreparation scaled = given ?? Standardize(train, preparation, options);
            (train, validation, test) = (train.With(scaled), validation?.With(scaled), test?.With(scaled));
        }

        if (!options.ForTest && train.Targets is null && !train.Labels.ContainsAnyExcept(train.Labels[0]))
        {
            string one = Safety.PlainText.Shorten(classes[train.Labels[0]], 60);
            warnings = [.. warnings, $"{name}: all samples are of one class, {one}: a network learns what tells classes apart, from two on"];
        }

        return new Dataset(name, classes, train, validation, test) { Warnings = warnings };
    }

    /// <summary>Takes a seventh of the training part as the test part, if there is as much.</summary>
    public static (ImageSet Train, ImageSet? Test) TakeTest(string name, IReadOnlyList<string> classes, ImageSet train, int seed, List<string> warnings)
    {
        (int[] chosen, int[] others) = ChooseTest(train.Labels, seed);
        if (chosen.Length == 0) return (train, null);
        ImageSet test = train.Select(chosen);
        if (Stratified.Missing(name, "test", classes, test.Labels, train.Labels) is { } missing) warnings.Add(missing);
        return (train.Select(others), test);
    }

    /// <summary>Chooses a seventh of the samples as the test part, of every class its share.</summary>
    public static (int[] Chosen, int[] Others) ChooseTest(ReadOnlySpan<int> labels, int seed) =>
        Stratified.Choose(labels, labels.Length / TestShare, new SampleRandom((ulong)seed, TestStream));

    /// <summary>Mean and deviation of each channel over the training part.</summary>
    private static InputPreparation Standardize(ImageSet train, InputPreparation preparation, DatasetOptions options)
    {
        if (options.Mean is not null || options.Deviation is not null) return Given(preparation, options);
        if (options.TakesLearnt(preparation.Kind, preparation.Shape))
            return preparation with { Mean = options.Learnt!.Mean, Deviation = options.Learnt.Deviation };
        int channels = preparation.Shape.Count > 1 ? preparation.Shape[0] : 1, plane = train.ImageLength / channels;
        double[] sums = new double[channels], squares = new double[channels];
        float[] sample = new float[train.ImageLength];
        for (int i = 0; i < train.Count; i++)
        {
            train.ReadRaw(i, sample);
            for (int k = 0; k < sample.Length; k++)
            {
                sums[k / plane] += sample[k];
                squares[k / plane] += (double)sample[k] * sample[k];
            }
        }

        float[] means = new float[channels], deviations = new float[channels];
        double count = (double)train.Count * plane;
        for (int c = 0; c < channels; c++)
        {
            double mean = sums[c] / count, variance = Math.Max(0, squares[c] / count - mean * mean);
            means[c] = (float)mean;
            // A channel that never changes tells nothing; divided by next to nothing it would drown the others.
            deviations[c] = variance > 1e-12 * Math.Max(1, mean * mean) ? (float)Math.Sqrt(variance) : 1;
        }

        return preparation with { Mean = means, Deviation = deviations };
    }

    private static InputPreparation Given(InputPreparation preparation, DatasetOptions options)
    {
        InputPreparation given = preparation with { Mean = options.Mean ?? [0], Deviation = options.Deviation ?? [1] };
        try
        {
            given.Check();
            return given;
        }
        catch (ArgumentException e)
        {
            throw new TrainingException(e.Message, e);
        }
    }

    private static string Name(InputKind kind) => kind switch
    {
        InputKind.Picture => "pictures",
        InputKind.Sound => "sounds",
        _ => "numbers",
    };
}
