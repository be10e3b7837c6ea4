namespace EdgeNet.Cli;

/// <summary>
/// The command line is wrong whatever data and weights hold: options that contradict each other, have no effect without another one, or
/// name what the network does not have. The command ends with <see cref="ExitCode.WrongUsage"/>.
/// </summary>
/// <param name="message">What is wrong, with what was expected and what was found, in one line.</param>
/// <param name="details">What belongs to it, a line each.</param>
internal sealed class UsageException(string message, params IReadOnlyList<string> details) : CommandException(message, details);
