namespace EdgeNet.Devices.Outputs.Forwarding;

/// <summary>What a forwarder has done since the program began. What ever happened is in <see cref="Store.CursorCounts"/>.</summary>
/// <param name="Delivered">Events that the receiver took.</param>
/// <param name="Refused">Events that it will never take.</param>
/// <param name="Failures">Attempts that failed.</param>
public readonly record struct ForwardCounts(long Delivered, long Refused, long Failures);
