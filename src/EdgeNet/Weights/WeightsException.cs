using EdgeNet.Safety;

namespace EdgeNet;

/// <summary>
/// A weights file that cannot be used. The message names the file, the tensor, what was expected and what was found; what a terminal would
/// act on in names is escaped.
/// </summary>
public sealed class WeightsException : Exception
{
    /// <summary>An exception with one line to say.</summary>
    /// <param name="message">What is wrong.</param>
    public WeightsException(string message)
        : base(PlainText.Escape(message))
    {
    }

    /// <summary>An exception with several problems of one file.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="problems">Each problem, in one line.</param>
    public WeightsException(string message, IReadOnlyList<string> problems)
        : base(Lines(message, problems))
    {
    }

    /// <summary>Without LINQ, which would make every device's program larger.</summary>
    private static string Lines(string message, IReadOnlyList<string> problems)
    {
        string lines = PlainText.Escape(message);
        foreach (string problem in problems) lines += "\n  " + PlainText.Escape(problem);
        return lines;
    }
}
