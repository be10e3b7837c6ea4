namespace EdgeNet.Imaging.TiffFiles;

/// <summary>What the samples of a TIFF picture stand for.</summary>
internal enum TiffColor
{
    /// <summary>Grey, 0 is white.</summary>
    Ink,

    /// <summary>Grey, 0 is black.</summary>
    Grey,

    /// <summary>Red, green and blue.</summary>
    Rgb,

    /// <summary>An index into a table of colours.</summary>
    Palette,

    /// <summary>Cyan, magenta, yellow and black, 0 for none.</summary>
    Cmyk,
}
