using System.Globalization;
using EdgeNet.Devices.Gpio;
using EdgeNet.Devices.Gpio.Displays;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Configuration.Sections;

namespace EdgeNet.Devices.Station.Doctor.Checks;

/// <summary>Writes to the display.</summary>
/// <param name="display">The configuration.</param>
/// <param name="open">Opens it; null for <see cref="DisplayFactory.Open"/>.</param>
public sealed class DisplayCheck(DisplayConfig display, Func<DisplayConfig, ITextDisplay>? open = null) : IDoctorCheck
{
    /// <inheritdoc/>
    public string Name => "display";

    /// <inheritdoc/>
    public CheckResult Run(CancellationToken cancellation)
    {
        if (display.Kind == DisplayKind.None)
            return CheckResult.Unused("kind = \"none\" in [display]");
        string where = string.Create(CultureInfo.InvariantCulture, $"bus {display.Bus}, address 0x{DisplayFactory.Address(display):X2}");
        try
        {
            using ITextDisplay opened = (open ?? DisplayFactory.Open)(display);
            opened.Show("DOCTOR", "display works");
            return CheckResult.Ok($"answers on {where}");
        }
        catch (GpioException error)
        {
            return CheckResult.Failed(error.Message);
        }
        catch (IOException)
        {
            return CheckResult.Failed(
                $"does not answer on {where}",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"i2cdetect -y {display.Bus} shows which addresses answer; check its four wires"));
        }
    }
}
