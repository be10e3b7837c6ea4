using System.Diagnostics;
using EdgeNet.Devices.Gpio.Lines;

namespace EdgeNet.Devices.Gpio;

/// <summary>
/// A source whose frames are taken by the light of a lamp that is on for no longer than it takes. Frames that the camera took before the
/// lamp was bright are passed over; it is off while a frame is read.
/// </summary>
/// <param name="source">The camera, disposed with this.</param>
/// <param name="lamp">The lamp.</param>
/// <param name="settle">
/// From switching on until a frame counts: until the lamp is bright, and the exposure that began before is over.
/// </param>
public sealed class LampSource(IFrameSource source, OutputLine lamp, TimeSpan settle) : IFrameSource
{
    // A camera whose times are no times: after so many frames the lamp is bright for certain.
    private const int MostPassedOver = 100;

    /// <inheritdoc/>
    public FrameCounts Counts => source.Counts;

    /// <inheritdoc/>
    public bool TryGetFrame(out SourceFrame frame, CancellationToken cancellation = default)
    {
        lamp.Set(true);
        try
        {
            long bright = Stopwatch.GetTimestamp() + (long)(settle.TotalSeconds * Stopwatch.Frequency);
            for (int i = 0; ; i++)
            {
                if (!source.TryGetFrame(out frame, cancellation))
                    return false;
                if (frame.Captured == 0 || frame.Captured >= bright || i == MostPassedOver)
                    return true;
            }
        }
        finally
        {
            lamp.Set(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lamp.Set(false);
        source.Dispose();
    }
}
