using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning;

/// <summary>What minimal filtering may take of a plan's memory.</summary>
/// <param name="MostTileRows">The most rows of a tile's outputs: all rows around a tile are held while it is computed.</param>
/// <param name="MostTiles">Tiles that are enough to compute together, where weights are near.</param>
/// <param name="MostScratch">The most elements of tiles and products that a part of a row of tiles should take.</param>
/// <param name="TapByTap">The convolutions that are taken tap by tap whatever they cost.</param>
internal sealed record WinogradLimits(int MostTileRows, int MostTiles, int MostScratch, EquatableArray<string> TapByTap)
{
    /// <summary>The convolutions of one tap that are done by seven products (<see cref="ConvStrassenPlanner"/>).</summary>
    public EquatableArray<string> SevenProducts { get; init; }

    /// <summary>Whether every convolution is computed directly: nothing of an input reaches outputs whose windows do not hold it.</summary>
    public bool IsDirect { get; init; }

    /// <summary>No limits.</summary>
    public static WinogradLimits None { get; } = new(int.MaxValue, 8, int.MaxValue, default);

    /// <summary>Neither Winograd nor Strassen.</summary>
    public static WinogradLimits Direct { get; } = None with { IsDirect = true };
}
