using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Station.Live;

/// <summary>
/// The newest picture for whoever looks, as the status page. Where nobody has asked for some seconds, none is kept, and it costs nothing.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class LivePicture(TimeProvider time)
{
    private static readonly TimeSpan Interest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly FrameBuffer _picture = new();
    private IReadOnlyList<LiveBox> _boxes = [];
    private long _asked;
    private long _taken;
    private bool _hasPicture;

    /// <summary>Whether somebody looks, and the last picture is some while old.</summary>
    public bool IsWanted
    {
        get
        {
            long asked = Volatile.Read(ref _asked);
            return asked != 0 && time.GetElapsedTime(asked) < Interest && (_taken == 0 || time.GetElapsedTime(_taken) >= Pause);
        }
    }

    /// <summary>Copies the newest picture, and asks for newer ones.</summary>
    /// <param name="into">Takes it.</param>
    /// <param name="boxes">What was read in it.</param>
    /// <returns>False where there is none yet: soon there is.</returns>
    public bool TryCopy(FrameBuffer into, out IReadOnlyList<LiveBox> boxes)
    {
        ArgumentNullException.ThrowIfNull(into);
        Volatile.Write(ref _asked, time.GetTimestamp());
        lock (_lock)
        {
            boxes = _boxes;
            if (!_hasPicture)
                return false;
            into.CopyFrom(_picture.Frame);
            into.Captured = _picture.Captured;
            return true;
        }
    }

    /// <summary>Shows a picture; the loop does.</summary>
    internal void Show(GreyFrame frame, long captured, IReadOnlyList<LiveBox> boxes)
    {
        lock (_lock)
        {
            _picture.CopyFrom(frame);
            _picture.Captured = captured;
            _boxes = boxes;
            _hasPicture = true;
        }

        _taken = time.GetTimestamp();
    }
}
