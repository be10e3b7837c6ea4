using EdgeNet.Safety;

namespace EdgeNet.Devices.V4l2;

/// <summary>A V4L2 pixel format: its four letters, the first in the lowest byte.</summary>
/// <param name="Code">The number.</param>
public readonly record struct PixelFormat(uint Code)
{
    /// <summary>Grey, a byte a pixel.</summary>
    public static readonly PixelFormat Grey = Of("GREY");

    /// <summary>Luma and alternating chroma, two bytes a pixel, luma first.</summary>
    public static readonly PixelFormat Yuyv = Of("YUYV");

    /// <summary>Luma and alternating chroma, two bytes a pixel, chroma first.</summary>
    public static readonly PixelFormat Uyvy = Of("UYVY");

    /// <summary>A luma plane, and a half-sized plane of both chromas.</summary>
    public static readonly PixelFormat Nv12 = Of("NV12");

    /// <summary>A luma plane, and two quarter-sized planes of chroma.</summary>
    public static readonly PixelFormat Yuv420 = Of("YU12");

    /// <summary>A JPEG picture a frame, whose Huffman tables may be the standard's and not in it.</summary>
    public static readonly PixelFormat MotionJpeg = Of("MJPG");

    /// <summary>A JPEG picture a frame.</summary>
    public static readonly PixelFormat Jpeg = Of("JPEG");

    /// <summary>What is read here, the first the one that costs least to read.</summary>
    public static IReadOnlyList<PixelFormat> Known { get; } = [Grey, Nv12, Yuv420, Yuyv, Uyvy, MotionJpeg, Jpeg];

    /// <summary>Whether frames of it are pictures that have to be decoded.</summary>
    public bool IsJpeg => this == MotionJpeg || this == Jpeg;

    /// <summary>A format by its letters.</summary>
    /// <param name="letters">Up to four letters, as in "YUYV"; capitals or not.</param>
    /// <exception cref="ArgumentException">There are none, more than four, or others than ASCII.</exception>
    public static PixelFormat Of(string letters)
    {
        ArgumentException.ThrowIfNullOrEmpty(letters);
        if (letters.Length > 4 || !System.Text.Ascii.IsValid(letters))
        {
            throw new ArgumentException(
                $"Expected the four letters of a pixel format, found '{PlainText.Shorten(letters, 60)}'.", nameof(letters));
        }

        uint code = 0;
        for (int i = 0; i < 4; i++)
            code |= (uint)(i < letters.Length ? char.ToUpperInvariant(letters[i]) : ' ') << (8 * i);
        return new PixelFormat(code);
    }

    /// <summary>The letters; those that cannot be shown are dots.</summary>
    public override string ToString()
    {
        Span<char> letters = stackalloc char[4];
        for (int i = 0; i < 4; i++)
        {
            char c = (char)(Code >> (8 * i) & 0xFF);
            letters[i] = char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' ? c : '.';
        }

        return letters.TrimEnd(' ').ToString();
    }
}
