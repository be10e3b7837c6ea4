using System.Globalization;

namespace EdgeNet.Devices.Station.Doctor.Checks;

/// <summary>Looks whether a folder can be written to, and whether there is room.</summary>
/// <param name="name">What it is, in a word.</param>
/// <param name="folder">The folder; null where it is not configured.</param>
/// <param name="key">The key that names it, for people.</param>
/// <param name="needed">So many bytes should be free: max_size of a store, 0 of other folders.</param>
public sealed class FolderCheck(string name, string? folder, string key, long needed) : IDoctorCheck
{
    private const long LeastFree = 16 << 20;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public CheckResult Run(CancellationToken cancellation)
    {
        if (folder is null)
            return CheckResult.Unused($"no {key}");
        if (!Directory.Exists(folder))
            return CheckResult.Failed(
                $"{folder}: there is no such folder",
                $"sudo mkdir -p {folder}; the service makes /var/lib/zipreader itself");
        try
        {
            string probe = Path.Combine(folder, $".doctor-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}");
            using (new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)) { }

            long free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
            string text = string.Create(CultureInfo.InvariantCulture, $"{folder}: {free >> 20} MB free");
            if (free < LeastFree)
                return CheckResult.Failed(text, $"df -h {folder}; journalctl --vacuum-size=50M and apt-get clean make room");
            return free < needed
                ? CheckResult.Warning(
                    string.Create(CultureInfo.InvariantCulture, $"{text}, of {needed >> 20} MB that it may grow by"),
                    "make room, or lower max_size in [store]")
                : CheckResult.Ok(text);
        }
        catch (UnauthorizedAccessException)
        {
            return CheckResult.Failed(
                $"{folder}: permission denied",
                $"sudo chown -R $USER {folder}; of the service: StateDirectory= in its unit");
        }
        catch (IOException error)
        {
            return CheckResult.Failed(
                $"{folder}: cannot be written: {error.Message}",
                "mount | grep ' / ' shows whether it is mounted read-only; dmesg | tail says why");
        }
    }
}
