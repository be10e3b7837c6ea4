namespace EdgeNet.Deployment;

/// <summary>A deployment cannot be done, or went wrong. The message is what the user sees.</summary>
/// <param name="message">What is wrong, in one line.</param>
/// <param name="details">What belongs to it, a line each: what mends it, or what another program said.</param>
public sealed class DeploymentException(string message, params IReadOnlyList<string> details) : Exception(message)
{
    /// <summary>What belongs to the message, a line each.</summary>
    public IReadOnlyList<string> Details { get; } = details;
}
