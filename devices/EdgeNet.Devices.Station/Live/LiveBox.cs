using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Live;

/// <summary>What was read in a region of the picture last.</summary>
/// <param name="Region">The region's name; null for the whole picture.</param>
/// <param name="Area">The region, in the picture's pixels.</param>
/// <param name="Text">What was read; empty for nothing.</param>
/// <param name="Confidence">Its probability, 0 to 1.</param>
/// <param name="Symbols">Its characters, with their boxes in the picture's pixels.</param>
public sealed record LiveBox(string? Region, PixelBox Area, string Text, float Confidence, IReadOnlyList<ReadSymbol> Symbols);
