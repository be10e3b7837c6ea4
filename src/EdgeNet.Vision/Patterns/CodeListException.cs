namespace EdgeNet.Vision.Patterns;

/// <summary>
/// A file of codes cannot be read. The message, one line, names the file, the line in it, what was expected and what was found.
/// </summary>
/// <param name="message">The message.</param>
/// <param name="innerException">What was reported below.</param>
public sealed class CodeListException(string message, Exception? innerException = null) : Exception(message, innerException);
