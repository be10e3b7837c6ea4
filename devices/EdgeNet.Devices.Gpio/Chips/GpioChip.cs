namespace EdgeNet.Devices.Gpio.Chips;

/// <summary>A GPIO chip of the kernel's.</summary>
/// <param name="Number">N of /dev/gpiochipN.</param>
/// <param name="Name">What the kernel calls it: gpiochipN.</param>
/// <param name="Label">What its driver calls it, escaped: pinctrl-bcm2711 on a Pi 4.</param>
/// <param name="Lines">How many lines it has.</param>
public sealed record GpioChip(int Number, string Name, string Label, int Lines)
{
    /// <summary>Its device.</summary>
    public string Path => FormattableString.Invariant($"/dev/gpiochip{Number}");

    /// <summary>Whether it is that of the 40 pins of a Raspberry Pi, whatever its number: bcm2835, bcm2711, rp1.</summary>
    public bool IsHeader => Label.StartsWith("pinctrl-bcm", StringComparison.Ordinal) || Label == "pinctrl-rp1";

    /// <summary>As in <c>gpiochip0 (pinctrl-bcm2711, 58 lines)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name} ({Label}, {Lines} lines)");
}
