namespace EdgeNet.Devices.Gpio.Displays;

/// <summary>A small display.</summary>
public interface ITextDisplay : IDisposable
{
    /// <summary>Shows two lines in place of what there was.</summary>
    /// <param name="headline">What matters, as large as it fits; what is too long is cut off.</param>
    /// <param name="detail">What else there is, small.</param>
    /// <exception cref="IOException">The display does not answer.</exception>
    void Show(string headline, string detail);
}
