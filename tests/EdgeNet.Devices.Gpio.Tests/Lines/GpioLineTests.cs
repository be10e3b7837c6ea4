using EdgeNet.Devices.Gpio.Lines;

namespace EdgeNet.Devices.Gpio.Tests.Lines;

public sealed class GpioLineTests
{
    [Theory]
    [InlineData("17", "17", false)]
    [InlineData("!GPIO17", "GPIO17", true)]
    [InlineData("! 4", "4", true)]
    public void LinesAreNumbersOrNames(string text, string name, bool isActiveLow) =>
        Assert.Equal(new GpioLine(name, isActiveLow), GpioLine.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("  ")]
    [InlineData("a name that is longer than the kernel's are")]
    public void WhatNamesNoLineIsRefused(string text) => Assert.Throws<FormatException>(() => GpioLine.Parse(text));
}
