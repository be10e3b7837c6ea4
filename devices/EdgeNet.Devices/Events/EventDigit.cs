namespace EdgeNet.Devices.Events;

/// <summary>A digit or separator of a reading.</summary>
/// <param name="Character">0 to 9, '.' or ','.</param>
/// <param name="Confidence">Its probability, 0 to 1.</param>
/// <param name="X">The left edge, in pixels of the frame.</param>
/// <param name="Y">The upper edge.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public sealed record EventDigit(char Character, float Confidence, int X, int Y, int Width, int Height);
