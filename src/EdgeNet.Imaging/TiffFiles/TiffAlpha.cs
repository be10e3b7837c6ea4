namespace EdgeNet.Imaging.TiffFiles;

/// <summary>What the first sample behind the colours of a TIFF picture stands for.</summary>
internal enum TiffAlpha
{
    /// <summary>Nothing that matters, or there is none.</summary>
    None,

    /// <summary>Opacity that the colours have been multiplied by.</summary>
    Multiplied,

    /// <summary>Opacity beside the colours.</summary>
    Beside,
}
