using EdgeNet.Vision.Pictures;
using SkiaSharp;

namespace EdgeNet.Imaging.Tracing;

/// <summary>Small pictures of frames.</summary>
public static class Thumbnail
{
    private const int Quality = 70;

    /// <summary>A frame as a grey JPEG file, no longer or higher than a bound; smaller frames keep their size.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="longest">The most pixels of a side, 1 or more.</param>
    public static byte[] Jpeg(GreyFrame frame, int longest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 1);
        double scale = Math.Min(1, (double)longest / Math.Max(frame.Width, frame.Height));
        using SKBitmap small = FramePixels.Scale(frame, SideOf(frame.Width, scale), SideOf(frame.Height, scale));
        using SKData data = small.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }

    internal static int SideOf(int side, double scale) => Math.Max(1, (int)Math.Round(side * scale));
}
