namespace EdgeNet.ZipReader.Commands;

/// <summary>A command line, or what it refers to, cannot be used: exit code 2.</summary>
/// <param name="message">What was expected and found.</param>
internal sealed class UsageException(string message) : Exception(message);
