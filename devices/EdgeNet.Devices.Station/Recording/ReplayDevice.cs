using System.Diagnostics;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Station.Recording;

/// <summary>
/// A recording as a camera: frames at the times at which they were taken, or as fast as they are read. Their capture times are as far apart
/// as they were either way, so that what follows the time, as a counter, does as it did.
/// </summary>
/// <param name="folder">The recording.</param>
/// <param name="isPaced">Whether frames come when they did.</param>
public sealed class ReplayDevice(string folder, bool isPaced) : IFrameDevice
{
    /// <inheritdoc/>
    public string Name => folder;

    /// <inheritdoc/>
    public TimeSpan LongestPause { get; private set; }

    /// <summary>Frames of the recording; 0 before it is opened.</summary>
    public int Frames { get; private set; }

    /// <inheritdoc/>
    public IFrameStream Open()
    {
        try
        {
            List<(TimeSpan Time, long Number)> frames = FrameIndex.Read(folder);
            Frames = frames.Count;
            for (int i = 1; i < frames.Count && isPaced; i++)
                LongestPause = frames[i].Time - frames[i - 1].Time is var pause && pause > LongestPause ? pause : LongestPause;
            return new ReplayStream(folder, frames, isPaced);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CameraException(
                folder,
                CameraFault.NotFound,
                $"expected a recording, a folder with {FrameIndex.FileName}, found none",
                error);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CameraException(folder, CameraFault.WrongFormat, error.Message, error);
        }
    }

    private sealed class ReplayStream(string folder, List<(TimeSpan Time, long Number)> frames, bool isPaced) : IFrameStream
    {
        private readonly long _begin = Stopwatch.GetTimestamp();
        private int _next;

        public StreamResult Read(FrameBuffer buffer, TimeSpan timeout)
        {
            if (_next == frames.Count)
                return StreamResult.End;
            (TimeSpan time, long number) = frames[_next];
            TimeSpan wait = isPaced ? time - Stopwatch.GetElapsedTime(_begin) : TimeSpan.Zero;
            if (wait > timeout)
            {
                Thread.Sleep(timeout);
                return StreamResult.Nothing;
            }

            if (wait > TimeSpan.Zero)
                Thread.Sleep(wait);
            int index = _next++;
            try
            {
                GreyPicture picture = PictureReader.Device.Read(Path.Combine(folder, FrameIndex.PictureName(index)));
                buffer.CopyFrom(picture.Frame);
            }
            catch (PictureException error)
            {
                buffer.Warning = error.Message;
                return StreamResult.Damaged;
            }

            buffer.Captured = _begin + (long)(time.TotalSeconds * Stopwatch.Frequency);
            buffer.Missed = index == 0 ? 0 : Math.Max(0, number - frames[index - 1].Number - 1);
            return StreamResult.Frame;
        }

        public void Dispose() { }
    }
}
