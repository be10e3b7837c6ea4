using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>Labelled pictures in three parts: what is learnt from, what decides which epoch is best, and what only measures.</summary>
public sealed class Dataset
{
    /// <summary>Takes the parts.</summary>
    /// <param name="name">Where they come from, for messages.</param>
    /// <param name="classes">The name of each class, in the order of the labels.</param>
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

    /// <summary>The name of each class.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>What is learnt from.</summary>
    public ImageSet Train { get; }

    /// <summary>What decides which epoch is best and when to stop.</summary>
    public ImageSet? Validation { get; }

    /// <summary>What only measures.</summary>
    public ImageSet? Test { get; }

    /// <summary>What is to be told of the files that the data come from, a line each; empty where all was well.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How many training pictures, the first ones, are as they came; cluttered ones follow. Null where all are.</summary>
    internal int? PlainCount { get; init; }

    /// <summary>Moves random pictures from the training part to the validation part.</summary>
    /// <param name="count">Pictures, at least one and fewer than the training part has.</param>
    /// <param name="seed">The same seed chooses the same pictures.</param>
    /// <exception cref="TrainingException">There is a validation part already, or the training part is too small.</exception>
    public Dataset HoldOut(int count, int seed)
    {
        if (Validation is not null) throw new TrainingException($"{Name}: there is a validation part already.");
        if (count < 1 || count >= Train.Count)
            throw new TrainingException(Invariant($"{Name}: cannot hold {count} of {Train.Count} training pictures out for validation."));
        int[] order = [.. Enumerable.Range(0, Train.Count)];
        new SampleRandom((ulong)seed, stream: 0x5EED).Shuffle(order);
        // In file order again, so that the parts read like the files they come from.
        order.AsSpan(0, count).Sort();
        order.AsSpan(count).Sort();
        return new Dataset(Name, Classes, Train.Select(order.AsSpan(count)), Train.Select(order.AsSpan(0, count)), Test) { Warnings = Warnings };
    }

    /// <summary>Tells this data set from others: counts and a hash of the training and validation parts.</summary>
    internal string Signature() => Invariant($"{Train.Count} + {Validation?.Count ?? 0} pictures, {Train.Hash()}{Validation?.Hash()}");

    private void Check(ImageSet part, string what)
    {
        if (part.Count == 0) throw new TrainingException($"{Name}: the {what} part is empty.");
        if (!part.Shape.SequenceEqual(Train.Shape))
            throw new TrainingException(
                $"{Name}: the {what} pictures are {string.Join("×", part.Shape)}, the training pictures {string.Join("×", Train.Shape)}.");
        foreach (int label in part.Labels)
        {
            if (label >= Classes.Count)
                throw new TrainingException(Invariant($"{Name}: the {what} part has label {label}, but there are {Classes.Count} classes."));
        }
    }
}
