using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Events;

/// <summary>
/// What was read, as pixels. It becomes a PNG when the first output asks for it, on that output's thread: the one that reads frames has
/// other things to do, and many outputs never ask. Any thread may.
/// </summary>
/// <param name="picture">The pixels, from now on this object's.</param>
public sealed class EventPicture(GreyPicture picture)
{
    private readonly Lock _lock = new();
    private GreyPicture? _picture = picture;
    private byte[] _png = [];

    /// <summary>The memory that it takes at most, in bytes; it does not change.</summary>
    public int Room { get; } = picture.Width * picture.Height;

    /// <summary>The picture as a grey PNG.</summary>
    public ReadOnlyMemory<byte> Png
    {
        get
        {
            lock (_lock)
            {
                if (_picture is { } pixels)
                {
                    using var png = new MemoryStream();
                    PictureFile.WritePng(png, pixels.Frame);
                    (_png, _picture) = (png.ToArray(), null);
                }

                return _png;
            }
        }
    }
}
