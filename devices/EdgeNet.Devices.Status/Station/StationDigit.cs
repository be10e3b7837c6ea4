namespace EdgeNet.Devices.Status;

/// <summary>A digit or separator that was seen in a frame.</summary>
/// <param name="Character">0 to 9, '.', ',' or '-'.</param>
/// <param name="Confidence">Its probability, 0 to 1.</param>
/// <param name="X">The left edge, in pixels of the frame.</param>
/// <param name="Y">The upper edge.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct StationDigit(char Character, float Confidence, int X, int Y, int Width, int Height);
