using EdgeNet.Safety;

namespace EdgeNet.Devices.Outputs.Forwarding;

/// <summary>Events could not be delivered; they stay in the store, and it is tried again.</summary>
public class DeliveryException : IOException
{
    private const int LongestDetail = 300;

    /// <summary>A failure.</summary>
    /// <param name="advice">What is wrong and what to do. Failures with the same advice one after the other are told once.</param>
    /// <param name="detail">What the other side or the system said: it is escaped and cut.</param>
    /// <param name="innerException">What was reported below.</param>
    public DeliveryException(string advice, string? detail = null, Exception? innerException = null)
        : base(string.IsNullOrEmpty(detail) ? advice : $"{advice} ({PlainText.Shorten(detail, LongestDetail)})", innerException) =>
        Advice = advice;

    /// <summary>What is wrong and what to do.</summary>
    public string Advice { get; }

    /// <summary>How long the receiver asks to be left alone; zero where it does not.</summary>
    public TimeSpan RetryAfter { get; init; }
}
