namespace EdgeNet.Devices.V4l2.Abi;

/// <summary>struct v4l2_control.</summary>
internal struct V4l2ControlValue
{
    public uint Id;
    public int Value;
}
