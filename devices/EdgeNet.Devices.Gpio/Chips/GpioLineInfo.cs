namespace EdgeNet.Devices.Gpio.Chips;

/// <summary>struct gpio_v2_line_info of linux/gpio.h, 256 bytes.</summary>
internal unsafe struct GpioLineInfo
{
    internal const ulong Used = 1;

    public fixed byte Name[32];
    public fixed byte Consumer[32];
    public uint Offset;
    private uint _attributeCount;
    public ulong Flags;
    private fixed byte _attributes[10 * 16];
    private fixed uint _padding[4];
}
