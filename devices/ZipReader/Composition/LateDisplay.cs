using EdgeNet.Devices.Gpio.Displays;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Configuration.Sections;

namespace EdgeNet.ZipReader.Composition;

/// <summary>A display that is opened when something is to be shown, and again after it failed: it may be plugged in at any time.</summary>
/// <param name="config">Which.</param>
internal sealed class LateDisplay(DisplayConfig config) : ITextDisplay
{
    private ITextDisplay? _display;
    private volatile string? _problem;

    /// <summary>What is wrong with it; null for nothing. Any thread may ask.</summary>
    internal string? Problem => _problem;

    /// <inheritdoc/>
    public void Show(string headline, string detail)
    {
        try
        {
            _display ??= DisplayFactory.Open(config);
            _display.Show(headline, detail);
            _problem = null;
        }
        catch (IOException error)
        {
            _problem = error.Message;
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _display?.Dispose();
        }
        catch (IOException)
        {
            // It is switched off, and does not answer: so it is.
        }

        _display = null;
    }
}
