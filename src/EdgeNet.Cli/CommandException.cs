namespace EdgeNet.Cli;

/// <summary>A command cannot do what it was asked for. The message is what the user sees.</summary>
/// <param name="message">What is wrong, with what was expected and what was found.</param>
internal sealed class CommandException(string message) : Exception(message);
