namespace EdgeNet.Devices.V4l2.Abi;

/// <summary>struct v4l2_capability.</summary>
internal unsafe struct V4l2Capability
{
    internal const uint VideoCapture = 1;
    internal const uint VideoCaptureMultiplanar = 0x1000;
    internal const uint Streaming = 0x0400_0000;
    internal const uint HasDeviceCapabilities = 0x8000_0000;

    public fixed byte Driver[16];
    public fixed byte Card[32];
    public fixed byte Bus[32];
    public uint Version;
    public uint Capabilities;
    public uint DeviceCapabilities;
    private fixed uint _reserved[3];
}
