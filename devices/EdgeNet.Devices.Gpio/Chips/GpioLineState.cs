namespace EdgeNet.Devices.Gpio.Chips;

/// <summary>A line as the kernel describes it.</summary>
/// <param name="Offset">Its number on its chip.</param>
/// <param name="Name">Its name, as GPIO17, escaped; empty for none.</param>
/// <param name="Consumer">Who uses it, escaped; empty where nobody says.</param>
/// <param name="IsUsed">Whether somebody uses it.</param>
public sealed record GpioLineState(int Offset, string Name, string Consumer, bool IsUsed);
