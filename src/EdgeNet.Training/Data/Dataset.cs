using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>Labelled samples in three parts: what is learnt from, what decides which epoch is best, and what only measures.</summary>
public sealed class Dataset
{
    /// <summary>The most classes that labels may name.</summary>
    internal const int MostClasses = 100_000;

    /// <summary>Takes the parts.</summary>
    /// <param name="name">Where they come from, for messages.</param>
    /// <param name="classes">The name of each class, in the order of the labels; of each target where the samples have such.</param>
    /// <param name="train">What is learnt from.</param>
    /// <param name="validation">What decides which epoch is best; null where it is still to be held out of the training part.</param>
    /// <param name="test">What only measures; null where there is none.</param>
    /// <exception cref="TrainingException">A part is empty, has another shape, or has a label past the classes.</exception>
    public Dataset(string name, IReadOnlyList<string> classes, ImageSet train, ImageSet? validation = null, ImageSet? test = null)
    {
        Name = name;
        Classes = [.. classes];
        Train = train;
        Validation = validation;
        Test = test;
        Check(train, "training");
        if (validation is not null) Check(validation, "validation");
        if (test is not null) Check(test, "test");
    }

    /// <summary>Where the pictures come from.</summary>
    public string Name { get; }

    /// <summary>The name of each class, or of each target.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>What is to be learnt.</summary>
    public TargetKind Outputs => Train.Targets?.Kind ?? TargetKind.Classes;

    /// <summary>What is learnt from.</summary>
    public ImageSet Train { get; }

    /// <summary>What decides which epoch is best and when to stop.</summary>
    public ImageSet? Validation { get; }

    /// <summary>What only measures.</summary>
    public ImageSet? Test { get; }

    /// <summary>What is to be told of the files that the data come from, a line each; empty where all was well.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How the samples are prepared, which whoever uses the weights does too; null where it is not known.</summary>
    public InputPreparation? Preparation => Train.Preparation;

    /// <summary>How many training pictures, the first ones, are as they came; cluttered ones follow. Null where all are.</summary>
    internal int? PlainCount { get; init; }

    /// <summary>Moves random samples from the training part to the validation part, of every class its share.</summary>
    /// <param name="count">Samples, at least one and fewer than the training part has.</param>
    /// <param name="seed">The same seed chooses the same samples.</param>
    /// <exception cref="TrainingException">There is a validation part already, or the training part is too small.</exception>
    public Dataset HoldOut(int count, int seed)
    {
        if (Validation is not null) throw new TrainingException($"{Name}: there is a validation part already.");
        if (count < 1 || count >= Train.Count)
            throw new TrainingException(Invariant($"{Name}: cannot hold {count} of {Train.Count} training pictures out for validation."));
        return Part(Stratified.Choose(Train.Labels, count, Random(seed)));
    }

    /// <summary>Moves samples of each class from the training part to the validation part.</summary>
    /// <param name="quota">How many of a class with so many samples; never all.</param>
    /// <param name="seed">The same seed chooses the same samples.</param>
    internal Dataset HoldOut(Func<int, int> quota, int seed) => Part(Stratified.Choose(Train.Labels, quota, Random(seed)));

    /// <summary>The same data with other warnings.</summary>
    internal Dataset WithWarnings(IReadOnlyList<string> warnings) =>
        new(Name, Classes, Train, Validation, Test) { Warnings = warnings, PlainCount = PlainCount };

    /// <summary>The same data with targets in the scale of the training part.</summary>
    internal Dataset WithScale()
    {
        if (Train.Targets is not { Kind: TargetKind.Numbers } targets) return this;
        TargetScale scale = TargetScale.Of(targets);
        return new(Name, Classes, In(Train), Validation is null ? null : In(Validation), Test is null ? null : In(Test))
        {
            Warnings = Warnings, PlainCount = PlainCount,
        };

        ImageSet In(ImageSet part) => part.With(part.Targets!.In(scale));
    }

    /// <summary>The training part alone.</summary>
    internal Dataset WithoutEvaluation() => new(Name, Classes, Train) { PlainCount = PlainCount };

    private static SampleRandom Random(int seed) => new((ulong)seed, stream: 0x5EED);

    private Dataset Part((int[] Chosen, int[] Others) parts)
    {
        ImageSet held = Train.Select(parts.Chosen);
        string? missing = Stratified.Missing(Name, "validation", Classes, held.Labels, Train.Labels);
        return new Dataset(Name, Classes, Train.Select(parts.Others), held, Test) { Warnings = missing is null ? Warnings : [.. Warnings, missing] };
    }

    /// <summary>Tells this data set from others: counts and a hash of the training and validation parts.</summary>
    internal string Signature() => Invariant($"{Train.Count} + {Validation?.Count ?? 0} pictures, {Train.Hash()}{Validation?.Hash()}");

    private void Check(ImageSet part, string what)
    {
        if (part.Count == 0) throw new TrainingException($"{Name}: the {what} part is empty.");
        if (!part.Shape.SequenceEqual(Train.Shape))
            throw new TrainingException(
                $"{Name}: the {what} pictures are {string.Join("×", part.Shape)}, the training pictures {string.Join("×", Train.Shape)}.");
        if (part.Targets?.Kind != Train.Targets?.Kind || part.Targets?.Names.SequenceEqual(Classes) == false)
            throw new TrainingException($"{Name}: the {what} part has other targets than the training part, or than those that are named.");
        foreach (int label in part.Labels)
        {
            if (label >= Classes.Count)
                throw new TrainingException(Invariant($"{Name}: the {what} part has label {label}, but there are {Classes.Count} classes."));
        }
    }
}
