namespace EdgeNet.Devices.V4l2.Abi;

/// <summary>struct v4l2_streamparm with its struct v4l2_captureparm, 204 bytes.</summary>
internal unsafe struct V4l2StreamParameters
{
    public uint Type;
    public uint Capability;
    public uint CaptureMode;
    public uint Numerator;
    public uint Denominator;
    private fixed byte _rest[204 - 20];
}
