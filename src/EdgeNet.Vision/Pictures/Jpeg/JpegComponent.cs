namespace EdgeNet.Vision.Pictures.Jpeg;

/// <summary>A component of a JPEG frame: luma, a colour difference, or an ink.</summary>
/// <param name="Id">What scans call it.</param>
/// <param name="Horizontal">Its horizontal sampling factor, 1 to 4.</param>
/// <param name="Vertical">Its vertical sampling factor, 1 to 4.</param>
/// <param name="Quantization">Its quantisation table, 0 to 3.</param>
internal readonly record struct JpegComponent(byte Id, int Horizontal, int Vertical, int Quantization);
