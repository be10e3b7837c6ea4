using System.Diagnostics;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices;

/// <summary>Reads frame after frame. One that cannot be had does not stop the others.</summary>
public static class ReadingLoop
{
    /// <summary>Reads a source to its end.</summary>
    /// <param name="source">The frames.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="sink">Where readings go.</param>
    /// <param name="cancellation">Ends the loop between two frames.</param>
    /// <returns>Whether every frame could be had.</returns>
    /// <exception cref="IOException">The source is gone.</exception>
    /// <exception cref="OperationCanceledException">The loop was ended.</exception>
    public static bool Run(IFrameSource source, IDigitReader reader, IReadingSink sink, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(sink);
        bool complete = true;
        while (true)
        {
            try
            {
                if (!source.TryGetFrame(out SourceFrame frame, cancellation))
                    return complete;
                for (int i = 0; i < frame.Warnings.Count; i++)
                    sink.OnWarning(frame.Warnings[i]);
                long start = Stopwatch.GetTimestamp();
                DigitReading reading = reader.Read(frame.Pixels);
                sink.OnReading(frame.Name, reading, Stopwatch.GetElapsedTime(start));
            }
            catch (FrameException error)
            {
                complete = false;
                sink.OnError(error);
            }
        }
    }
}
