namespace EdgeNet.Vision.Pictures.Png;

/// <summary>The colour types of a PNG header.</summary>
internal enum PngColor : byte
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}
