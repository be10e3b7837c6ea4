using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Configuration.Sections;
using EdgeNet.Devices.Station.Logging;
using EdgeNet.Devices.Station.Readings;
using EdgeNet.Devices.Station.Regions;
using EdgeNet.Devices.Station.Weights;
using EdgeNet.Models;
using EdgeNet.Vision.Digits;
using EdgeNet.Vision.Reading;

namespace EdgeNet.ZipReader.Composition;

/// <summary>
/// The network that reads, and its weights: those in the program, or those of a folder, which may be replaced while it reads. Regions may
/// have others of their own.
/// </summary>
internal sealed class StationNetwork : IDisposable
{
    private const string Part = "weights";

    private readonly WeightsFolder? _folder;
    private readonly WeightsWatch? _watch;
    private readonly RegionNetworks _regions;

    /// <summary>Loads it.</summary>
    /// <param name="config">Where weights come from.</param>
    /// <param name="log">What is wrong with them: those in the program read then.</param>
    /// <exception cref="WeightsException">Those in the program are damaged.</exception>
    internal StationNetwork(WeightsConfig config, StationLog log)
    {
        _regions = new RegionNetworks(log);
        if (config.Folder is null)
        {
            Slot = new NetworkSlot(Kind.LoadEmbedded());
            return;
        }

        try
        {
            _folder = new WeightsFolder(config.Folder, Kind);
        }
        catch (IOException error)
        {
            log.Error(Part, $"{error.Message}: those in the program are used");
            Slot = new NetworkSlot(Kind.LoadEmbedded());
            return;
        }

        Slot = new NetworkSlot(_folder.Load(Tell));
        log.Info(Part, _folder.State == WeightsState.Embedded ? "those in the program" : $"those in {config.Folder}");
        _watch = new WeightsWatch(_folder, Slot, config.Check, Tell, TimeProvider.System);

        void Tell(string line) => log.Warning(Part, StationReport.WithoutName(Part, line));
    }

    /// <summary>The network, for whoever checks its weights.</summary>
    internal static NetworkKind Kind { get; } = new(
        DigitLine.NetworkInfo,
        static path => DigitLine.Load(path),
        static () => LoadOwn(AppContext.BaseDirectory),
        static network => SelfTestSamples.Test.Run(network));

    /// <summary>The network that reads at present.</summary>
    internal NetworkSlot Slot { get; }

    /// <summary>Whether new weights have read nothing yet.</summary>
    internal bool IsOnTrial => _folder is { State: WeightsState.OnTrial };

    /// <summary>Loads the networks that regions have of their own.</summary>
    /// <param name="regions">The regions.</param>
    /// <exception cref="ConfigException">A file of weights cannot be used.</exception>
    internal void Load(IReadOnlyList<RegionSpec> regions) => _regions.Load(regions);

    /// <summary>Makes a region's reader; the region's own network was loaded.</summary>
    internal IRegionReader Reader(RegionSpec region)
    {
        INetwork<float> network = region.Network is { } own ? _regions[own] : Slot;
        if (region.Network is { Kind: RegionNetworkKind.DigitCnn })
            return new OneDigitReader(new DigitReader(network), region.Pattern, region.Threshold);
        var options = new FieldReaderOptions { AcceptThreshold = region.Threshold, Ink = region.Ink };
        return new DigitRegionReader(new FieldReader(network, digits: null, region.Pattern, options));
    }

    /// <summary>
    /// Loads the program's own weights: those in it, or those beside it that came with it, so that both are replaced together.
    /// </summary>
    /// <param name="folder">The program's folder.</param>
    /// <exception cref="WeightsException">They are damaged.</exception>
    internal static DigitLine LoadOwn(string folder)
    {
        string beside = Path.Combine(folder, "DigitLine.safetensors");
        return File.Exists(beside) ? DigitLine.Load(beside) : DigitLine.LoadEmbedded();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch?.Dispose();
        Slot.Dispose();
        _regions.Dispose();
    }
}
