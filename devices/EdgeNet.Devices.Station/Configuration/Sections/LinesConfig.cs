namespace EdgeNet.Devices.Station.Configuration.Sections;

/// <summary>[lines]: readings as lines of JSON.</summary>
public sealed record LinesConfig
{
    /// <summary>What stands for the program's standard output.</summary>
    public const string StandardOutput = "stdout";

    /// <summary>Where they go: <see cref="StandardOutput"/>, or a file's path; null for nowhere.</summary>
    public string? To { get; init; } = StandardOutput;

    /// <summary>The most bytes of a file, before it becomes an older one.</summary>
    public long MaxBytes { get; init; } = 10 << 20;

    /// <summary>How many older files are kept.</summary>
    public int Kept { get; init; } = 3;
}
