namespace EdgeNet.Devices.V4l2.Abi;

/// <summary>struct v4l2_frmsizeenum: one size, or a range of them.</summary>
internal unsafe struct V4l2FrameSize
{
    internal const uint Discrete = 1;

    public uint Index;
    public uint PixelFormat;
    public uint Type;

    // Of a discrete size the first two are width and height; else least, most and step of the width, then of the height.
    public uint WidthLeast;
    public uint WidthMost;
    public uint WidthStep;
    public uint HeightLeast;
    public uint HeightMost;
    public uint HeightStep;
    private fixed uint _reserved[2];
}
