using EdgeNet.Training.Data.Streaming;

namespace EdgeNet.Training.Data.Arrays;

/// <summary>An array of numbers out of a file, the first axis counting the samples.</summary>
/// <param name="Path">The file, for messages.</param>
/// <param name="Dimensions">The size of each axis, the last one varying fastest.</param>
internal sealed record NumberArray(string Path, IReadOnlyList<int> Dimensions)
{
    /// <summary>The elements where they are unsigned bytes; else null.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>The elements where they are others; else null.</summary>
    public float[]? Values { get; init; }

    /// <summary>The elements where they have no room in memory; else null.</summary>
    public MappedNumbers? Mapped { get; init; }

    /// <summary>The sizes joined by a multiplication sign.</summary>
    public string Shape => Dimensions.Count == 0 ? "a single number" : string.Join("×", Dimensions);

    /// <summary>Elements of an array in memory.</summary>
    public int Length => Bytes?.Length ?? Values!.Length;

    /// <summary>One element.</summary>
    public float this[int index] => Bytes is null ? Values![index] : Bytes[index];

    /// <summary>An IDX file's elements.</summary>
    public static NumberArray Of(IdxArray array)
    {
        if (array.Type == IdxType.UInt8) return new(array.Path, array.Dimensions) { Bytes = array.Bytes };
        var type = NumberType.Of(array.Type);
        float[] values = new float[array.Length];
        for (int i = 0; i < values.Length; i++) values[i] = type.Element(array.Bytes.AsSpan(i * type.Bytes, type.Bytes));
        return new(array.Path, array.Dimensions) { Values = values };
    }

    /// <summary>The whole numbers of a column of labels: one axis, or further ones of size 1.</summary>
    /// <exception cref="TrainingException">There are more axes, or something else than whole numbers from 0 on.</exception>
    public int[] ToLabels()
    {
        if (Dimensions.Count == 0 || Dimensions.Skip(1).Any(d => d != 1))
            throw new TrainingException($"{Path}: expected a label a sample, found an array of {Shape}.");
        int[] labels = new int[Dimensions[0]];
        for (int i = 0; i < labels.Length; i++)
        {
            float label = this[i];
            if (!(label >= 0 && label < Dataset.MostClasses && label == MathF.Floor(label)))
                throw new TrainingException(FormattableString.Invariant(
                    $"{Path}: label {i}: expected a whole number from 0 to {Dataset.MostClasses - 1}, found {label}."));
            labels[i] = (int)label;
        }

        return labels;
    }
}
