using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Streaming;
using EdgeNet.Compiler.Planning.Winograd;

namespace EdgeNet.Compiler;

/// <summary>
/// What decides in place of the compiler's estimates. Tests reach every algorithm and tile so, and measurements compare what the estimates
/// take with what they leave.
/// </summary>
public sealed record CompilerOptions
{
    /// <summary>Nothing: the estimates decide.</summary>
    public static CompilerOptions Default { get; } = new();

    /// <summary>Which steps are done in bands of rows.</summary>
    public StreamingMode Streaming { get; init; } = StreamingMode.WhereItLowersThePeak;

    /// <summary>
    /// Picks one of the tiles that a convolution can take by Winograd's algorithm, or null for direct convolution. Memory does not decide then
    /// either. Null where the estimates pick.
    /// </summary>
    public Func<IReadOnlyList<WinogradTile>, WinogradTile?>? WinogradTile { get; init; }

    /// <summary>
    /// Whether 1×1 convolutions are done by Strassen's algorithm wherever that can be (true) or nowhere (false); nothing is done in bands of
    /// rows then. Null where the estimates decide.
    /// </summary>
    public bool? Strassen { get; init; }

    /// <summary>The tile of a depthwise convolution, given one that is the whole image. Null where the estimates decide.</summary>
    public Func<DepthwiseTile, DepthwiseTile>? DepthwiseTile { get; init; }
}
