namespace EdgeNet.Devices.Gpio.Chips;

/// <summary>struct gpiochip_info of linux/gpio.h.</summary>
internal unsafe struct GpioChipInfo
{
    public fixed byte Name[32];
    public fixed byte Label[32];
    public uint Lines;
}
