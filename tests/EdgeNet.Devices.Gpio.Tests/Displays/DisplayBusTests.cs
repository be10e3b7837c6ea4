using EdgeNet.Devices.Gpio.Displays;
using EdgeNet.Devices.Gpio.Tests.Chips;
using EdgeNet.Devices.Linux;

namespace EdgeNet.Devices.Gpio.Tests.Displays;

public sealed class DisplayBusTests
{
    [Theory]
    [InlineData(Errno.None, "display: there is no /dev/i2c-1: switch I2C on")]
    [InlineData(Errno.Access, "display: permission denied for /dev/i2c-1: add this user to the group i2c")]
    [InlineData(Errno.Busy, "display: /dev/i2c-1 cannot be opened: error 16")]
    internal void ABusThatCannotBeOpenedIsASentence(Errno error, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<GpioException>(() => DisplayBus.Check(1, new FakeChips { OpenFails = error })).Message);

    [Theory]
    [InlineData(0)]
    [InlineData(0x78)]
    public void OtherAddressesAreRefused(int address) => Assert.Throws<ArgumentOutOfRangeException>(() => DisplayBus.Open(1, address));
}
