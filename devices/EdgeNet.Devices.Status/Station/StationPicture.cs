using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Status;

/// <summary>A copy of a frame and of what was read in it. Its memory grows to the largest frame and is used again. One thread at a time.</summary>
public sealed class StationPicture
{
    private byte[] _pixels = [];
    private StationDigit[] _digits = [];
    private int _digitCount;

    /// <summary>The frame's number, which grows by one for each that is shown.</summary>
    public long Number { get; private set; }

    /// <summary>When it was captured.</summary>
    public DateTimeOffset Time { get; private set; }

    /// <summary>Pixels a row; 0 before the first frame.</summary>
    public int Width { get; private set; }

    /// <summary>Rows; 0 before the first frame.</summary>
    public int Height { get; private set; }

    /// <summary><see cref="Width"/> × <see cref="Height"/> bytes, row by row from the top; 0 is black, 255 is white.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels.AsSpan(0, Width * Height);

    /// <summary>The digits.</summary>
    public ReadOnlySpan<StationDigit> Digits => _digits.AsSpan(0, _digitCount);

    /// <summary>Copies a frame.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="time">When it was captured.</param>
    /// <param name="frame">Its pixels.</param>
    /// <param name="digits">What was read in it.</param>
    public void Set(long number, DateTimeOffset time, GreyFrame frame, ReadOnlySpan<StationDigit> digits)
    {
        int length = checked(frame.Width * frame.Height);
        if (_pixels.Length < length) _pixels = GC.AllocateUninitializedArray<byte>(length);
        for (int y = 0; y < frame.Height; y++)
            frame.Row(y).CopyTo(_pixels.AsSpan(y * frame.Width));
        if (_digits.Length < digits.Length) _digits = new StationDigit[Math.Max(16, digits.Length)];
        digits.CopyTo(_digits);
        _digitCount = digits.Length;
        (Number, Time, Width, Height) = (number, time, frame.Width, frame.Height);
    }
}
