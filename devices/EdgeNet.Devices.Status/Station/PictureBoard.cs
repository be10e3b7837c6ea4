using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Status;

/// <summary>
/// Where the loop leaves its newest frame for the page. It allocates nothing once it has seen the largest frame, and copies one frame a
/// second while nobody looks, every one while somebody does.
/// </summary>
/// <param name="clock">The clock.</param>
public sealed class PictureBoard(TimeProvider clock)
{
    private static readonly TimeSpan IdlePause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Attention = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly StationPicture _newest = new();
    private long _number;
    private long _copiedAt;
    private long _askedAt;
    private bool _isAsked;

    /// <summary>Leaves a frame. For the thread of the loop; it waits at most for one copy.</summary>
    /// <param name="time">When it was captured.</param>
    /// <param name="frame">Its pixels.</param>
    /// <param name="digits">What was read in it.</param>
    public void Publish(DateTimeOffset time, GreyFrame frame, ReadOnlySpan<StationDigit> digits)
    {
        long now = clock.GetTimestamp();
        lock (_gate)
        {
            _number++;
            _isAsked &= clock.GetElapsedTime(_askedAt, now) < Attention;
            if (!_isAsked && _newest.Width > 0 && clock.GetElapsedTime(_copiedAt, now) < IdlePause) return;
            _newest.Set(_number, time, frame, digits);
            _copiedAt = now;
        }
    }

    /// <summary>Copies the newest frame that was kept.</summary>
    /// <param name="picture">Receives it.</param>
    /// <returns>Whether there has been one.</returns>
    public bool TryCopy(StationPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        lock (_gate)
        {
            (_isAsked, _askedAt) = (true, clock.GetTimestamp());
            if (_newest.Width == 0) return false;
            // Another page's copy may hold this frame already.
            if (picture.Number != _newest.Number)
            {
                var frame = new GreyFrame(_newest.Pixels, _newest.Width, _newest.Height);
                picture.Set(_newest.Number, _newest.Time, frame, _newest.Digits);
            }

            return true;
        }
    }
}
