namespace EdgeNet.Vision.Pictures.Jpeg;

/// <summary>A part of a JPEG file that the decoder needs: a table, a restart interval, or a scan.</summary>
/// <param name="Marker">What it is.</param>
/// <param name="Start">Where its content begins, behind marker and length.</param>
/// <param name="Length">The content's bytes.</param>
/// <param name="Components">Of a scan: bit i is set where component i of the frame is in it.</param>
/// <param name="DataLength">Of a scan: the bytes of coded data behind the header.</param>
internal readonly record struct JpegPart(byte Marker, int Start, int Length, int Components = 0, int DataLength = 0)
{
    internal bool Has(int component) => (Components >> component & 1) != 0;

    internal bool IsOf(int component) => Components == 1 << component;
}
