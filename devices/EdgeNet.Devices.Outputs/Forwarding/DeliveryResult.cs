namespace EdgeNet.Devices.Outputs.Forwarding;

/// <summary>How far a delivery came.</summary>
/// <param name="Done">How many of the events, from the first on, are done with: taken by the receiver, or refused for ever.</param>
/// <param name="Refused">How many of those were refused.</param>
/// <param name="Failure">Why the others are not delivered; null where there are none.</param>
public readonly record struct DeliveryResult(int Done, int Refused = 0, DeliveryException? Failure = null);
