using System.Globalization;
using EdgeNet.Safety;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Gpio.Displays;

/// <summary>
/// Shows what was read on a display, writes only what has changed, and passes everything on. A display that fails stops nothing.
/// </summary>
/// <param name="next">Where readings go besides.</param>
/// <param name="display">The display, whose owner disposes it.</param>
public sealed class DisplayReadings(IReadingSink next, ITextDisplay display) : IReadingSink
{
    private string _headline = "";
    private string _detail = "";
    private bool _hasFailed;

    /// <inheritdoc/>
    public void OnReading(string name, DigitReading reading, TimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(reading);
        string percent = (100 * reading.Confidence).ToString("0.0", CultureInfo.InvariantCulture) + " %";
        if (reading.IsAccepted)
            Show(reading.ToString() ?? "", percent);
        else
            Show("?", reading.FieldCount > 0 ? $"unsure, {percent}" : "nothing found");
        next.OnReading(name, reading, time);
    }

    /// <inheritdoc/>
    public void OnWarning(string message) => next.OnWarning(message);

    /// <inheritdoc/>
    public void OnError(FrameException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        // Small displays: the kind of a camera's fault in place of the sentence, which goes on.
        Show("!", error is CameraException camera ? $"camera: {camera.Fault}" : "no picture");
        next.OnError(error);
    }

    private void Show(string headline, string detail)
    {
        if (headline == _headline && detail == _detail && !_hasFailed)
            return;
        try
        {
            display.Show(headline, detail);
            (_headline, _detail, _hasFailed) = (headline, detail, false);
        }
        catch (IOException error)
        {
            if (!_hasFailed)
                next.OnWarning($"display: does not answer, check its wires: {PlainText.Shorten(error.Message, 300)}");
            _hasFailed = true;
        }
    }
}
