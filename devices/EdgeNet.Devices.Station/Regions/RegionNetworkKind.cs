namespace EdgeNet.Devices.Station.Regions;

/// <summary>The networks that a region may be read with.</summary>
public enum RegionNetworkKind
{
    /// <summary>EdgeNet.Models.DigitLine: a line of digits, found within the region, under any pattern.</summary>
    DigitLine,

    /// <summary>EdgeNet.Models.DigitCnn: the one digit that stands in the region, as on a wheel of a meter.</summary>
    DigitCnn,
}
