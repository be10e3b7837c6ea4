using EdgeNet.Devices.Station.Configuration;

namespace EdgeNet.Devices.Station.Regions;

/// <summary>A network of a region's own. It is the same one wherever it stands: regions that share a file share the network.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Weights">The file of its weights, as <c>edgenet train</c> writes it.</param>
/// <param name="Place">Where the file is named.</param>
public sealed record RegionNetwork(RegionNetworkKind Kind, string Weights, ConfigPlace Place)
{
    /// <inheritdoc/>
    public bool Equals(RegionNetwork? other) => other is not null && other.Kind == Kind && other.Weights == Weights;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Weights);
}
