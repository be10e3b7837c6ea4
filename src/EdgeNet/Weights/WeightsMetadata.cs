namespace EdgeNet;

/// <summary>
/// What a weights file tells whoever uses it: what the outputs are called, how inputs are prepared, and where the weights come from. It
/// stands in the safetensors file's __metadata__, where other tools read it too, an entry each: "edgenet.classes" (a JSON array of names),
/// "edgenet.preparation" (a JSON object), "edgenet.data", "edgenet.accuracy" ("test 93/100"), "edgenet.date" (2026-11-29),
/// "edgenet.version", and "edgenet.outputs" ("numbers" or "labels") where outputs are no classes of which a sample has one.
/// </summary>
public sealed record WeightsMetadata
{
    /// <summary>The most classes that are read.</summary>
    public const int MaxClasses = 100_000;

    /// <summary>The most characters of a name that are read.</summary>
    public const int MaxNameLength = 1_000;

    /// <summary>
    /// The name of each class, or of each number, in the order of the outputs; there may be fewer than outputs. Empty where the file has
    /// none.
    /// </summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>What the outputs stand for.</summary>
    public TargetKind Outputs { get; init; }

    /// <summary>How inputs are prepared; null where the file does not say: <see cref="InputPreparation.DefaultFor"/> then.</summary>
    public InputPreparation? Preparation { get; init; }

    /// <summary>The data set that the weights were learnt from.</summary>
    public string? DataSet { get; init; }

    /// <summary>How often they were right.</summary>
    public WeightsAccuracy? Accuracy { get; init; }

    /// <summary>The day on which they were learnt (UTC). No time of day: the same training gives the same file.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The version of EdgeNet that wrote them.</summary>
    public string? Version { get; init; }

    /// <summary>The name of a class; "class 7" where it has none.</summary>
    /// <param name="index">The output, from 0.</param>
    public string NameOf(int index) => index >= 0 && index < Classes.Count ? Classes[index] : FormattableString.Invariant($"class {index}");

    /// <summary>Reads the metadata of a weights file; the weights themselves are checked for damage, not for a network.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="WeightsException">It is no safetensors file, or damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static WeightsMetadata Read(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        return file.Metadata;
    }
}
