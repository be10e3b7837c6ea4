namespace EdgeNet;

/// <summary>A weights file that cannot be used. The message names the file, the tensor, what was expected and what was found.</summary>
/// <param name="message">What is wrong.</param>
public sealed class WeightsException(string message) : Exception(message);
