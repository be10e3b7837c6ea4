namespace EdgeNet.Devices.V4l2.Abi;

/// <summary>struct v4l2_queryctrl.</summary>
internal unsafe struct V4l2ControlQuery
{
    internal const uint NextControl = 0x8000_0000;
    internal const uint Disabled = 1;
    internal const uint ReadOnly = 4;
    internal const uint Inactive = 16;

    public uint Id;
    public uint Type;
    public fixed byte Name[32];
    public int Minimum;
    public int Maximum;
    public int Step;
    public int Default;
    public uint Flags;
    private fixed uint _reserved[2];
}
