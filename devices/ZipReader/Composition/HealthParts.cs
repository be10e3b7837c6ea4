using EdgeNet.Devices.Station.Logging;
using EdgeNet.Devices.Station.Loop;

namespace EdgeNet.ZipReader.Composition;

/// <summary>What can be well or not.</summary>
internal sealed record HealthParts
{
    internal required StationInputs Inputs { get; init; }

    internal required StationOutputs Outputs { get; init; }

    internal required StationNetwork Network { get; init; }

    internal required StationLoop Loop { get; init; }

    internal required StationLog Log { get; init; }

    internal required FaultMemory Faults { get; init; }

    internal required FrameMemory Memory { get; init; }

    /// <summary>The display; null for none.</summary>
    internal LateDisplay? Display { get; init; }

    /// <summary>The page; null for none, and before it is there.</summary>
    internal StatusPage? Page { get; set; }
}
