using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Winograd;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>A convolution by Winograd's algorithm, as a step that computes whole rows of tiles.</summary>
internal interface IWinogradStep
{
    /// <summary>The tile.</summary>
    WinogradTile Tile { get; }

    /// <summary>The convolution with what is fused into it.</summary>
    Conv Layer { get; }

    /// <summary>The fused pooling, over three axes.</summary>
    Window Pool { get; }
}
