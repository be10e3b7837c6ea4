namespace EdgeNet.Devices.V4l2.Abi;

/// <summary>
/// struct v4l2_format with its struct v4l2_pix_format: 208 bytes on 64-bit systems, where the union begins at 8, for it can hold pointers.
/// </summary>
internal unsafe struct V4l2Format
{
    internal const uint AnyField = 0;
    internal const uint NoField = 1;

    public uint Type;
    private uint _padding;
    public uint Width;
    public uint Height;
    public uint PixelFormat;
    public uint Field;
    public uint BytesPerLine;
    public uint SizeImage;
    private fixed byte _rest[208 - 32];
}
