namespace EdgeNet.Devices.V4l2.Abi;

/// <summary>struct v4l2_buffer, 88 bytes on 64-bit systems.</summary>
internal unsafe struct V4l2Buffer
{
    internal const uint HasError = 0x40;
    internal const uint TimestampMask = 0xE000;
    internal const uint TimestampMonotonic = 0x2000;

    public uint Index;
    public uint Type;
    public uint BytesUsed;
    public uint Flags;
    public uint Field;
    private uint _padding;
    public long Seconds;
    public long Microseconds;
    private fixed byte _timeCode[16];
    public uint Sequence;
    public uint Memory;

    // A union with a pointer.
    public ulong Offset;
    public uint Length;
    private uint _reserved;
    private int _request;
    private uint _end;
}
