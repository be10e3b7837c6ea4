using EdgeNet.Safety;

namespace EdgeNet.Devices.Gpio;

/// <summary>A chip, line or bus cannot be used; the message is a sentence that says what to do.</summary>
/// <param name="message">The sentence. It is escaped, for chips, lines and their users are called as anybody likes.</param>
/// <param name="innerException">What was reported below.</param>
public sealed class GpioException(string message, Exception? innerException = null)
    : IOException(PlainText.Escape(message), innerException);
