using System.Device.Gpio;
using System.Device.Gpio.Drivers;
using System.Runtime.InteropServices;

namespace EdgeNet.Devices.Gpio.Chips;

/// <summary>
/// Chooses System.Device.Gpio's driver by the libgpiod that is installed: version 1 (Debian 12) or 2 (Debian 13), as the plain
/// GpioController does, but for the chip that is asked for, and with a sentence where there is neither.
/// </summary>
internal static class GpioDrivers
{
    internal const string Version1 = "libgpiod.so.2";
    internal const string Version2 = "libgpiod.so.3";

    internal static GpioDriver Open(GpioChip chip)
    {
        try
        {
            if (IsInstalled(Version1))
                return new LibGpiodDriver(chip.Number);
            if (IsInstalled(Version2))
                return OpenVersion2(chip.Number);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new GpioException($"GPIO: {chip} cannot be used: {error.Message}", error);
        }

        throw new GpioException("GPIO: expected the library libgpiod, found none: sudo apt install libgpiod3, or libgpiod2 on Debian 12");
    }

#pragma warning disable SDGPIO0001 // Marked as experimental by its authors; it is what there is for version 2 of the library.
    private static LibGpiodV2Driver OpenVersion2(int chip) => new(chip);
#pragma warning restore SDGPIO0001

    private static bool IsInstalled(string library)
    {
        if (!NativeLibrary.TryLoad(library, out nint handle))
            return false;
        NativeLibrary.Free(handle);
        return true;
    }
}
