using System.Diagnostics;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Station.Recording;

/// <summary>
/// Plays a recording. What is played more than once is kept in memory as far as there is room for it, so that files, and the memory that
/// opening and decoding them takes, are needed the first time alone.
/// </summary>
internal sealed class ReplayStream : IFrameStream
{
    private const long MostKept = 64 << 20;

    private static readonly TimeSpan UsualPause = TimeSpan.FromMilliseconds(100);

    // Ticks of a clock reach three times as far.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_525);

    private readonly string _folder;
    private readonly List<(TimeSpan Time, long Number)> _frames;
    private readonly bool _isPaced;
    private readonly long _begin = Stopwatch.GetTimestamp();
    private readonly FrameBuffer?[] _kept;
    private readonly TimeSpan _length;
    private readonly int _times;
    private long _keptBytes;
    private int _time;
    private int _next;

    /// <param name="folder">The recording.</param>
    /// <param name="frames">Its frames.</param>
    /// <param name="isPaced">Whether frames come when they did.</param>
    /// <param name="times">How often it is played, within a hundred years of recorded time.</param>
    internal ReplayStream(string folder, List<(TimeSpan Time, long Number)> frames, bool isPaced, int times)
    {
        (_folder, _frames, _isPaced) = (folder, frames, isPaced);
        // From the first frame of one time to the first one of the next: as if another frame came after the last.
        TimeSpan pause = frames.Count < 2 ? TimeSpan.Zero : frames[^1].Time / (frames.Count - 1);
        _length = (pause > TimeSpan.Zero ? pause : UsualPause) * Math.Max(1, frames.Count);
        _times = (int)Math.Clamp(Longest / _length, 1, times);
        _kept = new FrameBuffer?[_times > 1 ? frames.Count : 0];
    }

    /// <inheritdoc/>
    public StreamResult Read(FrameBuffer buffer, TimeSpan timeout)
    {
        if (_next == _frames.Count)
            (_next, _time) = (0, _time + 1);
        if (_time >= _times || _frames.Count == 0)
            return StreamResult.End;
        TimeSpan time = _frames[_next].Time + _length * _time;
        TimeSpan wait = _isPaced ? time - Stopwatch.GetElapsedTime(_begin) : TimeSpan.Zero;
        if (wait > timeout)
        {
            Thread.Sleep(timeout);
            return StreamResult.Nothing;
        }

        if (wait > TimeSpan.Zero)
            Thread.Sleep(wait);
        int index = _next++;
        if (!TryRead(index, buffer))
            return StreamResult.Damaged;
        buffer.Captured = _begin + (long)(time.TotalSeconds * Stopwatch.Frequency);
        buffer.Missed = index == 0 ? 0 : Math.Max(0, _frames[index].Number - _frames[index - 1].Number - 1);
        return StreamResult.Frame;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private bool TryRead(int index, FrameBuffer buffer)
    {
        if (index < _kept.Length && _kept[index] is { } kept)
        {
            buffer.CopyFrom(kept.Frame);
            return true;
        }

        try
        {
            GreyPicture picture = PictureReader.Device.Read(Path.Combine(_folder, FrameIndex.PictureName(index)));
            buffer.CopyFrom(picture.Frame);
            Keep(index, picture.Frame);
            return true;
        }
        catch (PictureException error)
        {
            buffer.Warning = error.Message;
            return false;
        }
    }

    private void Keep(int index, GreyFrame frame)
    {
        if (index >= _kept.Length || _keptBytes + (long)frame.Width * frame.Height > MostKept)
            return;
        _kept[index] = new FrameBuffer();
        _kept[index]!.CopyFrom(frame);
        _keptBytes += (long)frame.Width * frame.Height;
    }
}
