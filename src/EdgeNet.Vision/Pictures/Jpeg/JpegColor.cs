namespace EdgeNet.Vision.Pictures.Jpeg;

/// <summary>What the components of a JPEG picture stand for.</summary>
internal enum JpegColor
{
    /// <summary>Grey alone.</summary>
    Luma,

    /// <summary>Luma and two colour differences: the first component is the grey.</summary>
    YCbCr,

    /// <summary>Red, green and blue.</summary>
    Rgb,

    /// <summary>Four inks, 255 for none, as Adobe stores them.</summary>
    Cmyk,

    /// <summary>Cyan, magenta and yellow as luma and colour differences, and black.</summary>
    Ycck,
}
