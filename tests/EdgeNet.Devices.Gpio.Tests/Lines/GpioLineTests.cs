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

    [Fact]
    public void WhatIsRefusedIsShownEscapedAndShort()
    {
        string text = "\u001b[2J" + new string('x', 10_000);
        FormatException error = Assert.Throws<FormatException>(() => GpioLine.Parse(text));
        Assert.Contains(@"found '\u001b[2Jxxx", error.Message);
        Assert.InRange(error.Message.Length, 0, 200);
    }
}
