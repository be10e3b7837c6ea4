using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>
/// What is to be learnt of samples that have more, or other, than one class: numbers, or any number of classes. A row of values a sample.
/// </summary>
public sealed class TargetSet
{
    private readonly float[] _values;

    /// <summary>Takes targets.</summary>
    /// <param name="kind">Numbers, or labels: then each value is 1 where the sample has the class, and 0 where it has not.</param>
    /// <param name="names">The name of each number or class, 1 or more.</param>
    /// <param name="values">The rows, one after the other. Not copied.</param>
    /// <exception cref="TrainingException">The counts do not fit, or a value is not finite, or a label neither 0 nor 1.</exception>
    public TargetSet(TargetKind kind, IReadOnlyList<string> names, float[] values)
    {
        if (kind == TargetKind.Classes) throw new TrainingException("Targets: expected numbers or labels, found classes.");
        if (names.Count == 0 || values.Length % names.Count != 0)
            throw new TrainingException(Invariant($"Targets: expected rows of {names.Count} values, found {values.Length} values."));
        if (Array.FindIndex(values, v => !float.IsFinite(v) || (kind == TargetKind.Labels && v is not (0 or 1))) is >= 0 and var bad)
        {
            string name = Safety.PlainText.Shorten(names[bad % names.Count], 40);
            string expected = kind == TargetKind.Labels ? "0 or 1" : "a finite number";
            throw new TrainingException(Invariant(
                $"Targets: sample {bad / names.Count}, '{name}': expected {expected}, found {values[bad]}."));
        }

        Kind = kind;
        Names = [.. names];
        _values = values;
    }

    /// <summary>What they are.</summary>
    public TargetKind Kind { get; }

    /// <summary>The name of each number or class.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Samples.</summary>
    public int Count => _values.Length / Names.Count;

    /// <summary>All rows, one after the other.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The scale in which the loss is taken; null for that of the values themselves.</summary>
    internal TargetScale? Scale { get; init; }

    /// <summary>The targets of a sample.</summary>
    /// <param name="index">The sample.</param>
    public ReadOnlySpan<float> Row(int index) => _values.AsSpan(index * Names.Count, Names.Count);

    /// <summary>A copy of some of the rows.</summary>
    /// <param name="indices">Which.</param>
    public TargetSet Select(ReadOnlySpan<int> indices)
    {
        float[] values = new float[indices.Length * Names.Count];
        for (int i = 0; i < indices.Length; i++) Row(indices[i]).CopyTo(values.AsSpan(i * Names.Count));
        return new TargetSet(Kind, Names, values) { Scale = Scale };
    }

    /// <summary>The same targets in another scale.</summary>
    internal TargetSet In(TargetScale? scale) => new(Kind, Names, _values) { Scale = scale };

    /// <summary>How many samples have a class.</summary>
    internal int CountOf(int label)
    {
        int count = 0;
        for (int i = 0; i < Count; i++)
            if (Row(i)[label] > 0) count++;
        return count;
    }
}
