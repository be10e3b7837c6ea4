using System.Device.I2c;
using EdgeNet.Devices.Linux;

namespace EdgeNet.Devices.Gpio.Displays;

/// <summary>
/// The I2C bus of a display. The library opens it at the first byte, with a number for an error; here it is a sentence, and at once.
/// </summary>
public static class DisplayBus
{
    /// <summary>The bus on a Raspberry Pi's pins 3 and 5.</summary>
    public const int Usual = 1;

    /// <summary>Opens a bus for a display.</summary>
    /// <param name="bus">N of /dev/i2c-N.</param>
    /// <param name="address">The display's address, 0x08 to 0x77.</param>
    /// <exception cref="GpioException">There is no such bus, or it may not be opened.</exception>
    public static I2cDevice Open(int bus, int address)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(address, 0x08);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(address, 0x77);
        Check(bus, Kernel.Instance);
        return I2cDevice.Create(new I2cConnectionSettings(bus, address));
    }

    /// <summary>Tries whether a bus can be opened.</summary>
    internal static void Check(int bus, IKernel kernel)
    {
        string path = FormattableString.Invariant($"/dev/i2c-{bus}");
        int file = kernel.Open(path);
        if (file >= 0)
        {
            _ = kernel.Close(file);
            return;
        }

        throw new GpioException((Errno)(-file) switch
        {
            Errno.NoEntry or Errno.NoDevice or Errno.NoSuchAddress =>
                $"display: there is no {path}: switch I2C on (sudo raspi-config nonint do_i2c 0) and boot again",
            Errno.Access or Errno.NotPermitted =>
                $"display: permission denied for {path}: add this user to the group i2c (sudo usermod -aG i2c $USER) and log in again",
            var error => FormattableString.Invariant($"display: {path} cannot be opened: error {(int)error}"),
        });
    }
}
