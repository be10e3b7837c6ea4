using System.Globalization;
using System.Runtime.InteropServices;

namespace EdgeNet.Devices.Station.Doctor.Checks;

/// <summary>
/// Looks whether the clock is set: a Pi without a clock of its own begins where it ended, until a time server has answered.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="isSynchronised">Whether a time server has set it; null for asking the kernel.</param>
public sealed partial class TimeCheck(TimeProvider time, Func<bool>? isSynchronised = null) : IDoctorCheck
{
    // struct timex is shorter on every Linux.
    private const int BufferLength = 512;
    private const int Unsynchronised = 5;

    // This was written after it.
    private static readonly DateTimeOffset Earliest = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public string Name => "time";

    /// <inheritdoc/>
    public CheckResult Run(CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        string text = now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        if (now < Earliest)
            return CheckResult.Failed(
                $"{text}: the clock is not set",
                "sudo timedatectl set-ntp true, with a network; or a clock module (dtoverlay=i2c-rtc,ds3231)");
        return (isSynchronised ?? AskKernel)()
            ? CheckResult.Ok($"{text}, set by a time server")
            : CheckResult.Warning(
                $"{text}, not set by a time server",
                "timedatectl status says why; sudo timedatectl set-ntp true switches it on");
    }

    /// <summary>Asks whoever disciplines the clock: adjtimex(2), which any time server's program sets.</summary>
    private static bool AskKernel()
    {
        if (!OperatingSystem.IsLinux())
            return true;
        Span<byte> timex = stackalloc byte[BufferLength];
        timex.Clear();
        return Adjtimex(ref MemoryMarshal.GetReference(timex)) is >= 0 and not Unsynchronised;
    }

    [LibraryImport("libc", EntryPoint = "adjtimex")]
    private static partial int Adjtimex(ref byte timex);
}
