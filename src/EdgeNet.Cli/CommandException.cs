namespace EdgeNet.Cli;

/// <summary>A command cannot do what it was asked for. The message is what the user sees.</summary>
/// <param name="message">What is wrong, with what was expected and what was found, in one line.</param>
/// <param name="details">What belongs to it, a line each.</param>
internal class CommandException(string message, params IReadOnlyList<string> details) : Exception(message)
{
    /// <summary>What belongs to the message, a line each.</summary>
    public IReadOnlyList<string> Details { get; } = details;
}
