using EdgeNet.Devices.Gpio;
using EdgeNet.Devices.Gpio.Lines;
using EdgeNet.Devices.Station.Configuration.Sections;

namespace EdgeNet.Devices.Station.Doctor.Checks;

/// <summary>Takes the configured lines, and gives them back.</summary>
/// <param name="gpio">The configuration.</param>
/// <param name="open">Takes the lines; null for <see cref="GpioBoard.Open"/>.</param>
public sealed class GpioCheck(GpioConfig gpio, Func<GpioPins, IDisposable>? open = null) : IDoctorCheck
{
    /// <inheritdoc/>
    public string Name => "gpio";

    /// <inheritdoc/>
    public CheckResult Run(CancellationToken cancellation)
    {
        if (!gpio.IsUsed)
            return CheckResult.Unused("no lines in [gpio]");
        try
        {
            using IDisposable board = (open ?? GpioBoard.Open)(gpio.Pins);
            var lines = new List<string>();
            Add("button", gpio.Pins.Trigger);
            Add("read", gpio.Pins.Read);
            Add("rejected", gpio.Pins.Rejected);
            Add("fault", gpio.Pins.Fault);
            Add("lamp", gpio.Pins.Lamp);
            return CheckResult.Ok(string.Join(", ", lines));

            void Add(string name, GpioLine? line)
            {
                if (line is { } there)
                    lines.Add($"{name} on {there}");
            }
        }
        catch (GpioException error)
        {
            return CheckResult.Failed(
                error.Message,
                "sudo systemctl stop zipreader, while the service runs; gpioinfo lists lines and who has them");
        }
    }
}
