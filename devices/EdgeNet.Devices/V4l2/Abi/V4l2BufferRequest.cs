namespace EdgeNet.Devices.V4l2.Abi;

/// <summary>struct v4l2_requestbuffers.</summary>
internal struct V4l2BufferRequest
{
    public uint Count;
    public uint Type;
    public uint Memory;
    public uint Capabilities;
    public uint Flags;
}
