using EdgeNet.Safety;

namespace EdgeNet.Devices;

/// <summary>One frame cannot be had; the source has others.</summary>
/// <param name="name">The frame's name, as its output would have had it.</param>
/// <param name="message">
/// What is wrong, for people: it names the frame too. It is escaped, for names of files and what cameras say may be anybody's text.
/// </param>
/// <param name="innerException">What was reported below.</param>
public class FrameException(string name, string message, Exception? innerException = null)
    : Exception(PlainText.Escape(message), innerException)
{
    /// <summary>The frame's name, as its output would have had it.</summary>
    public string FrameName { get; } = name;
}
