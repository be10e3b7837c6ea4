namespace EdgeNet.Devices.Outputs.Store;

/// <summary>Where an output stands in the store.</summary>
/// <param name="Delivered">The last event that it is done with.</param>
/// <param name="Waiting">Events that wait to be delivered.</param>
/// <param name="Refused">Events that the receiver will never take, ever since.</param>
/// <param name="Expired">Events that grew too old, or had to make room, before they could be delivered, ever since.</param>
public readonly record struct CursorCounts(long Delivered, long Waiting, long Refused, long Expired);
