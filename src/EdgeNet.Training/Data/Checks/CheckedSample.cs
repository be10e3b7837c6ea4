namespace EdgeNet.Training.Data.Checks;

/// <summary>What is known of a sample that was looked at.</summary>
/// <param name="Name">Its file, or its number in an array.</param>
/// <param name="Part">The part that it is in.</param>
/// <param name="Label">Its class.</param>
internal sealed record CheckedSample(string Name, DataPart Part, int Label)
{
    /// <summary>The hash of its content; null where it cannot be read.</summary>
    public UInt128? Digest { get; set; }

    /// <summary>Its sizes as a text, "28×28"; empty where it has none of its own.</summary>
    public string Size { get; set; } = "";

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public string? Problem { get; set; }

    /// <summary>What it looks like from afar, of pictures that show something.</summary>
    public Thumbnail? Thumbnail { get; set; }
}
