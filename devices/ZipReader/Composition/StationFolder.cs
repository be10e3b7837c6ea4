using EdgeNet.Devices.Station.Configuration.Sections;
using EdgeNet.Devices.Station.Systemd;

namespace EdgeNet.ZipReader.Composition;

/// <summary>The service's own folder, which systemd names: what is not configured is kept there.</summary>
internal static class StationFolder
{
    /// <summary>A file or folder in it; null where the program is no service.</summary>
    /// <param name="name">Its name.</param>
    internal static string? Find(string name)
    {
        // StateDirectory= of the unit; several are parted by colons.
        string? folder = Environment.GetEnvironmentVariable("STATE_DIRECTORY")?.Split(':')[0];
        return string.IsNullOrEmpty(folder) || !folder.StartsWith('/') ? null : Path.Combine(folder, name);
    }

    /// <summary>
    /// Where drawn regions are kept: in the file that is configured, or in the service's folder; a program that is no service looks there too.
    /// </summary>
    /// <param name="read">The configuration.</param>
    /// <param name="usual">The service's folder where no service runs this program.</param>
    internal static RegionsPlace Regions(ReadConfig read, string usual = ServiceUnit.StateFolder)
    {
        const string Name = "regions.toml";
        return (read.RegionsFile ?? Find(Name)) is { } own
            ? new RegionsPlace(own, IsOwn: true)
            : new RegionsPlace(Path.Combine(usual, Name), IsOwn: false);
    }
}
