namespace EdgeNet.Devices.Station.Recording;

/// <summary>
/// A recording as a camera: frames at the times at which they were taken, or as fast as they are read. Their capture times are as far apart
/// as they were either way, so that what follows the time, as a counter, does as it did.
/// </summary>
/// <param name="folder">The recording.</param>
/// <param name="isPaced">Whether frames come when they did.</param>
/// <param name="times">How often it is played, 1 or more.</param>
public sealed class ReplayDevice(string folder, bool isPaced, int times = 1) : IFrameDevice
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
            return new ReplayStream(folder, frames, isPaced, times);
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
}
