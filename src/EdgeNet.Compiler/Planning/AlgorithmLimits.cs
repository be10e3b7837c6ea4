using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning;

/// <summary>Which algorithms convolutions may take, and what of a plan's memory.</summary>
/// <param name="MaxTileRows">The most rows of a tile's outputs: all rows around a tile are held while it is computed.</param>
/// <param name="MaxTiles">Tiles that are enough to compute together, where weights stay in the L2 cache.</param>
/// <param name="MaxScratch">The most elements of tiles and products that a part of a row of tiles should take.</param>
/// <param name="ForcedDirect">The convolutions that are computed directly whatever they cost.</param>
internal sealed record AlgorithmLimits(int MaxTileRows, int MaxTiles, int MaxScratch, EquatableArray<string> ForcedDirect)
{
    /// <summary>The 1×1 convolutions that are done by Strassen's algorithm (<see cref="ConvStrassenPlanner"/>).</summary>
    public EquatableArray<string> Strassen { get; init; }

    /// <summary>Whether every convolution is computed directly: nothing of an input reaches outputs whose windows do not hold it.</summary>
    public bool IsDirect { get; init; }

    /// <summary>What decides in place of the estimates.</summary>
    public CompilerOptions Options { get; init; } = CompilerOptions.Default;

    /// <summary>No limits.</summary>
    public static AlgorithmLimits None { get; } = new(int.MaxValue, 8, int.MaxValue, default);
}
