namespace EdgeNet.Training.Data;

/// <summary>The names that people give to the parts of a data set, in any case.</summary>
internal static class PartNames
{
    private static readonly (DataPart Part, string[] Names)[] Known =
    [
        (DataPart.Train, ["train", "training", "trn"]),
        (DataPart.Validation, ["val", "valid", "validation", "validate", "dev"]),
        (DataPart.Test, ["test", "testing", "tst", "t10k"]),
    ];

    /// <summary>The part that a folder or a word in a file's name stands for; null for none.</summary>
    public static DataPart? Of(string name)
    {
        foreach ((DataPart part, string[] names) in Known)
            if (names.Contains(name, StringComparer.OrdinalIgnoreCase)) return part;
        return null;
    }

    /// <summary>The part's name in messages.</summary>
    public static string NameOf(DataPart part) => part switch
    {
        DataPart.Train => "training",
        DataPart.Validation => "validation",
        _ => "test",
    };
}
