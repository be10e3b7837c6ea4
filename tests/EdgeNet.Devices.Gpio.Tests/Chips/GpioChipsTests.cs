using EdgeNet.Devices.Gpio.Chips;
using EdgeNet.Devices.Linux;

namespace EdgeNet.Devices.Gpio.Tests.Chips;

public sealed class GpioChipsTests
{
    private readonly FakeChips _kernel = FakeChips.RaspberryPi();

    [Fact]
    public void RequestsAreThoseOfTheKernel() => Assert.Equal((0x8044B401, 0xC100B405), (GpioChips.GetChipInfo, GpioChips.GetLineInfo));

    [Theory]
    [InlineData(null, 3)]
    [InlineData("0", 0)]
    [InlineData("gpiochip3", 3)]
    [InlineData("/dev/gpiochip3", 3)]
    [InlineData("pinctrl-bcm2711", 3)]
    [InlineData("raspberrypi-exp-gpio", 0)]
    public void ChipsAreFoundByWhatTheyAreCalled(string? wanted, int number)
    {
        Assert.Equal(number, new GpioChips(_kernel).Find(wanted).Number);
        Assert.Equal(0, _kernel.Opened);
    }

    [Fact]
    public void ThePinsOfEveryRaspberryPiAreFoundAndElseTheFirstChip()
    {
        foreach (string label in new[] { "pinctrl-bcm2835", "pinctrl-bcm2711", "pinctrl-rp1" })
        {
            _kernel.Chips[3] = (label, []);
            Assert.Equal(label, new GpioChips(_kernel).Find().Label);
        }

        _kernel.Chips[3] = ("other", []);
        Assert.Equal(0, new GpioChips(_kernel).Find().Number);
    }

    [Fact]
    public void AMissingChipIsASentence()
    {
        Assert.Equal(
            "GPIO: expected the chip 'pinctrl-rp1', found gpiochip0 (raspberrypi-exp-gpio, 1 lines), gpiochip3 (pinctrl-bcm2711, 28 lines)",
            Assert.Throws<GpioException>(() => new GpioChips(_kernel).Find("pinctrl-rp1")).Message);
        _kernel.Chips.Clear();
        Assert.StartsWith(
            "GPIO: expected a chip, found no chip at all",
            Assert.Throws<GpioException>(() => new GpioChips(_kernel).Find()).Message);
        _kernel.OpenFails = Errno.Access;
        Assert.Contains("usermod -aG gpio", Assert.Throws<GpioException>(() => new GpioChips(_kernel).Find()).Message);
    }

    [Fact]
    public void NamesAreEscaped()
    {
        _kernel.Chips.Clear();
        _kernel.Chips[1] = ("chip\u001b[2J", [("a\nb", "\u009b31mme\u202e", true)]);
        var chips = new GpioChips(_kernel);
        Assert.Equal(@"gpiochip1 (chip\u001b[2J, 1 lines)", chips.Find().ToString());
        Assert.Equal(new GpioLineState(0, @"a\u000ab", @"\u009b31mme\u202e", true), Assert.Single(chips.Lines(chips.Find())));
        // As it is shown it can be named.
        Assert.Equal(1, chips.Find(@"chip\u001b[2J").Number);
        GpioException error = Assert.Throws<GpioException>(() => chips.Find("\u0007" + new string('x', 10_000)));
        Assert.StartsWith(@"GPIO: expected the chip '\u0007xxx", error.Message);
        Assert.EndsWith(@"x…', found gpiochip1 (chip\u001b[2J, 1 lines)", error.Message);
        Assert.InRange(error.Message.Length, 0, 200);
    }

    [Fact]
    public void LinesHaveTheirNamesAndUsers()
    {
        var chips = new GpioChips(_kernel);
        IReadOnlyList<GpioLineState> lines = chips.Lines(chips.Find());
        Assert.Equal(28, lines.Count);
        Assert.Equal(new GpioLineState(4, "GPIO4", "onewire@0", true), lines[4]);
        Assert.Equal(new GpioLineState(17, "GPIO17", "", false), lines[17]);
    }
}
