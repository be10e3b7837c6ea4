using System.Text;
using EdgeNet.Safety;

namespace EdgeNet.Devices.Station.Configuration;

/// <summary>A configuration file cannot be used. All that is wrong is said at once, a line each.</summary>
/// <param name="path">The file.</param>
/// <param name="problems">What is wrong, one or more.</param>
public sealed class ConfigException(string path, IReadOnlyList<ConfigProblem> problems) : Exception(Text(path, problems))
{
    /// <summary>What is wrong.</summary>
    public IReadOnlyList<ConfigProblem> Problems { get; } = problems;

    private static string Text(string path, IReadOnlyList<ConfigProblem> problems)
    {
        var text = new StringBuilder();
        foreach (ConfigProblem problem in problems)
            text.Append(text.Length > 0 ? "\n" : "").Append(PlainText.Escape(path)).Append(": ").Append(problem);
        return text.ToString();
    }
}
