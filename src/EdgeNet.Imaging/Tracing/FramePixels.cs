using EdgeNet.Vision.Pictures;
using SkiaSharp;

namespace EdgeNet.Imaging.Tracing;

/// <summary>Frames as Skia's bitmaps.</summary>
internal static class FramePixels
{
    /// <summary>A frame as a bitmap of its own, scaled.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="width">The bitmap's width.</param>
    /// <param name="height">The bitmap's height.</param>
    internal static SKBitmap Scale(GreyFrame frame, int width, int height)
    {
        using var grey = new SKBitmap(new SKImageInfo(frame.Width, frame.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        for (int y = 0; y < frame.Height; y++)
            frame.Row(y).CopyTo(grey.GetPixelSpan()[(y * grey.RowBytes)..]);
        // Small pictures keep their pixels apart, so that one sees them.
        SKSamplingOptions sampling = width > frame.Width ? new(SKFilterMode.Nearest) : new(SKFilterMode.Linear, SKMipmapMode.Linear);
        return grey.Resize(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque), sampling);
    }
}
