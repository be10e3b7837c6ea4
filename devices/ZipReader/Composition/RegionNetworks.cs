using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Logging;
using EdgeNet.Devices.Station.Regions;
using EdgeNet.Devices.Station.Weights;
using EdgeNet.Models;

namespace EdgeNet.ZipReader.Composition;

/// <summary>
/// The networks that regions have of their own: one for each file of weights, however many regions are read with it. A file is read once,
/// at the start or when a region that names it is drawn; another one in its place is read at the next start.
/// </summary>
/// <param name="log">Takes what was loaded; null for nobody.</param>
internal sealed class RegionNetworks(StationLog? log) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(RegionNetworkKind, string), INetwork<float>> _networks = [];

    /// <summary>A network that was loaded.</summary>
    /// <param name="network">Which.</param>
    internal INetwork<float> this[RegionNetwork network]
    {
        get
        {
            lock (_lock)
                return _networks[Key(network)];
        }
    }

    /// <summary>Loads what regions name and is not loaded yet.</summary>
    /// <param name="regions">The regions.</param>
    /// <exception cref="ConfigException">A file cannot be used; the error names its place in the configuration.</exception>
    internal void Load(IReadOnlyList<RegionSpec> regions)
    {
        foreach (RegionSpec region in regions)
        {
            if (region.Network is not { } network)
                continue;
            lock (_lock)
            {
                if (_networks.ContainsKey(Key(network)))
                    continue;
                _networks.Add(Key(network), Open(network));
            }

            log?.Info("weights", $"{network.Kind} of {network.Weights} for '{region.Name}'");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (INetwork<float> network in _networks.Values)
                network.Dispose();
            _networks.Clear();
        }
    }

    private static (RegionNetworkKind, string) Key(RegionNetwork network) => (network.Kind, Path.GetFullPath(network.Weights));

    private static INetwork<float> Open(RegionNetwork network)
    {
        try
        {
            return WeightsFile.Load(network.Weights, KindOf(network.Kind));
        }
        catch (Exception error) when (error is WeightsException or IOException or UnauthorizedAccessException)
        {
            throw network.Place.Problem(error.Message.Replace('\n', ';'));
        }
    }

    private static WeightsKind KindOf(RegionNetworkKind kind) => kind switch
    {
        RegionNetworkKind.DigitLine => StationNetwork.Kind,
        // There are no samples of wheels and the like in the program: what they look like is known to who trains.
        RegionNetworkKind.DigitCnn => new WeightsKind(DigitCnn.NetworkInfo, static path => DigitCnn.Load(path), static _ => null),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
