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
        : base($"{PlainText.Escape(message)}\n  {string.Join("\n  ", problems.Select(p => PlainText.Escape(p)))}")
    {
    }
}
