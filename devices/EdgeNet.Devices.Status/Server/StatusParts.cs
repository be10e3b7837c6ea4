using EdgeNet.Devices.Status.Access;

namespace EdgeNet.Devices.Status.Server;

/// <summary>What the pages work with.</summary>
/// <param name="Station">The station.</param>
/// <param name="History">The readings.</param>
/// <param name="Samples">Where corrected readings go.</param>
/// <param name="Access">Who may see the page.</param>
/// <param name="Gate">The connections.</param>
/// <param name="Clock">The clock.</param>
internal sealed record StatusParts(
    IStation Station, IReadingHistory History, LabelledSamples Samples, AccessControl Access, ConnectionGate Gate, TimeProvider Clock);
