namespace EdgeNet.Devices.Outputs.Store;

/// <summary>Events that were asked for.</summary>
/// <param name="Events">Those that could be understood.</param>
/// <param name="Last">The place of the last row that was looked at; 0 where there was none.</param>
internal readonly record struct StorePage(IReadOnlyList<StoredEvent> Events, long Last);
