namespace EdgeNet.Devices.Events;

/// <summary>Another answer.</summary>
/// <param name="Text">What else it may be.</param>
/// <param name="Confidence">Its probability, 0 to 1.</param>
public sealed record EventAlternative(string Text, float Confidence);
