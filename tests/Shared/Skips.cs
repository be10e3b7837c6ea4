namespace EdgeNet.Tests.Shared;

/// <summary>
/// How tests say that they do not run here, so that whoever sums up sees it; to its runner such a test has passed.
/// </summary>
/// <param name="folder">Takes a file for each test that skips, of one line; null for none.</param>
/// <param name="isRequired">Whether a test fails whose programs are missing.</param>
public sealed class Skips(string? folder, bool isRequired)
{
    /// <summary>Names the folder that takes what is skipped.</summary>
    public const string FolderVariable = "EDGENET_SKIPPED";

    /// <summary>With 1, a program that is missing is a failure.</summary>
    public const string RequireVariable = "EDGENET_REQUIRE";

    private const int LongestLine = 400;

    /// <summary>What the environment says.</summary>
    public static Skips Here { get; } =
        new(Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named ? named : null,
            Environment.GetEnvironmentVariable(RequireVariable) == "1");

    /// <summary>Says that a test does not run.</summary>
    /// <param name="name">The test's name.</param>
    /// <param name="reason">Why, and what would help.</param>
    /// <param name="isProgram">Whether a program is missing that can be installed, and not data or a right.</param>
    /// <returns>The line that says so.</returns>
    /// <exception cref="InvalidOperationException">What is missing is required.</exception>
    public string Tell(string name, string reason, bool isProgram)
    {
        if (isProgram && isRequired)
            throw new InvalidOperationException($"{RequireVariable}=1: {reason}");
        string line = string.Concat($"Skipped: {name}: {reason}".Select(c => char.IsControl(c) ? ' ' : c));
        line = line[..Math.Min(LongestLine, line.Length)];
        // Test projects run side by side: each skip has a file of its own.
        if (folder is not null)
            File.WriteAllText(Path.Combine(folder, $"{Guid.NewGuid():N}.txt"), line + "\n");
        return line;
    }
}
