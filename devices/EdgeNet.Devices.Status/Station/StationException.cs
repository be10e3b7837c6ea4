namespace EdgeNet.Devices.Status;

/// <summary>What the station cannot do, in a sentence for whoever sits before the page.</summary>
public sealed class StationException : Exception
{
    /// <summary>An error.</summary>
    /// <param name="message">What is wrong: what, where, expected and found.</param>
    public StationException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its cause.</summary>
    /// <param name="message">What is wrong: what, where, expected and found.</param>
    /// <param name="cause">The cause.</param>
    public StationException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
