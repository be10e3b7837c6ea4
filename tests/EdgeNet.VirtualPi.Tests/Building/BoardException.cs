namespace EdgeNet.VirtualPi.Tests.Building;

/// <summary>The virtual board cannot be made.</summary>
/// <param name="message">Why.</param>
/// <param name="isMissing">Whether it is for something that this machine cannot have, such as packages without a network.</param>
internal sealed class BoardException(string message, bool isMissing = false) : Exception(message)
{
    /// <summary>Whether it is for something that this machine cannot have; tests then skip.</summary>
    public bool IsMissing { get; } = isMissing;
}
