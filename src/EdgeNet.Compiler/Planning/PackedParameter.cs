using EdgeNet.Compiler.Planning.Winograd;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning;

/// <summary>How a parameter is brought into the packed weights.</summary>
/// <param name="Parameter">The parameter's name; null where only a normalisation's parameters are packed.</param>
/// <param name="Order">The order of the packed elements.</param>
/// <param name="Offset">Elements from the start of the packed weights, a multiple of 16.</param>
/// <param name="Length">Packed elements of a group.</param>
/// <param name="Groups">Groups of output channels, packed one after the other.</param>
/// <param name="Outputs">Output channels of a group.</param>
/// <param name="OutputStride">The parameter's elements from an output channel to the next.</param>
/// <param name="Counts">Taps of one output channel as a nest of loops, outermost first.</param>
/// <param name="Strides">The parameter's elements that a step of each loop moves.</param>
public sealed record PackedParameter(
    string? Parameter,
    PackingOrder Order,
    int Offset,
    int Length,
    int Groups,
    int Outputs,
    int OutputStride,
    EquatableArray<int> Counts,
    EquatableArray<int> Strides)
{
    /// <summary>The parameter's element of the first output channel and tap.</summary>
    public int Start { get; init; }

    /// <summary>The parameter's elements from a group to the next.</summary>
    public int GroupStride { get; init; } = Outputs * OutputStride;

    /// <summary>The tile that filters are transformed for; else null.</summary>
    public WinogradTile? Tile { get; init; }

    /// <summary>For transformed filters, the kernel's height.</summary>
    public int KernelRows { get; init; }

    /// <summary>For transformed filters, the kernel's width.</summary>
    public int KernelColumns { get; init; }

    /// <summary>For filters whose columns are shared out, the part that is packed; its taps' distances are those of the part alone.</summary>
    public int? Subfilter { get; init; }

    /// <summary>The batch normalisation that the packing carries out, or null.</summary>
    public PackedNorm? Norm { get; init; }

    /// <summary>What is packed, for comments and listings.</summary>
    public string Label => Norm is null ? Parameter! : Parameter is null ? $"{Norm.Node} ({Norm.Part.ToString().ToLowerInvariant()})" : $"{Parameter} with {Norm.Node}";
}
