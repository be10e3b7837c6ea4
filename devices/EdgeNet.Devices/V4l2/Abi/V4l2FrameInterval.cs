namespace EdgeNet.Devices.V4l2.Abi;

/// <summary>
/// struct v4l2_frmivalenum: one interval between frames as a fraction of a second, or a range, of which the first is the least.
/// </summary>
internal unsafe struct V4l2FrameInterval
{
    internal const uint Discrete = 1;

    public uint Index;
    public uint PixelFormat;
    public uint Width;
    public uint Height;
    public uint Type;
    public uint Numerator;
    public uint Denominator;
    private fixed uint _others[4];
    private fixed uint _reserved[2];
}
