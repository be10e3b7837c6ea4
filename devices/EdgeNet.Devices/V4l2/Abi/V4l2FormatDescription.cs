namespace EdgeNet.Devices.V4l2.Abi;

/// <summary>struct v4l2_fmtdesc.</summary>
internal unsafe struct V4l2FormatDescription
{
    public uint Index;
    public uint Type;
    public uint Flags;
    public fixed byte Description[32];
    public uint PixelFormat;
    public uint MediaBusCode;
    private fixed uint _reserved[3];
}
