namespace EdgeNet.Vision.Reading;

/// <summary>One digit that was read.</summary>
/// <param name="Digit">0 to 9.</param>
/// <param name="Confidence">The network's probability for it, 0 to 1.</param>
/// <param name="Box">Where it stands in the frame.</param>
public readonly record struct ReadDigit(int Digit, float Confidence, PixelBox Box);
