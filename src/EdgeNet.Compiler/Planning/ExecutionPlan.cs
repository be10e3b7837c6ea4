using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning;

/// <summary>A network as steps over buffers with fixed places: everything that the emitter needs to know.</summary>
/// <param name="Graph">The optimised graph that it carries out.</param>
/// <param name="Steps">The steps in order.</param>
/// <param name="Buffers">The buffers, with their places.</param>
/// <param name="Parameters">How the weights are packed.</param>
/// <param name="WeightsLength">Elements of the packed weights.</param>
/// <param name="WorkspaceLength">Elements of the workspace.</param>
/// <param name="Unroll">How far taps are unrolled.</param>
public sealed record ExecutionPlan(
    NetworkGraph Graph,
    IReadOnlyList<Step> Steps,
    IReadOnlyList<PlannedBuffer> Buffers,
    IReadOnlyList<PackedParameter> Parameters,
    int WeightsLength,
    int WorkspaceLength,
    Unroll Unroll)
{
    /// <summary>Convolutions past which the text, and the time that compilers take over it, count for more than known shapes.</summary>
    private const int ManyConvolutions = 8;

    /// <summary>What decided, and decides of register tiles, in place of the estimates.</summary>
    public CompilerOptions Options { get; init; } = CompilerOptions.Default;

    /// <summary>Whether convolutions of different shapes run the same methods, with the shapes as arguments.</summary>
    public bool SharesKernels { get; } = Unroll != Unroll.Full
        && Whole(Steps).Count(s => s is ConvChannelStep or ConvStrassenStep or ConvWinogradStep) > ManyConvolutions;

    /// <summary>
    /// Whether a convolution is done by an algorithm that sums neighbouring pixels first: Winograd's, fast FIR or Strassen's.
    /// </summary>
    public bool HasFastConvolutions => AllSteps.Any(s => s is IWinogradStep or ConvStrassenStep);

    /// <summary>All steps, those that are done in bands of rows as they would be done one after the other.</summary>
    public IEnumerable<Step> AllSteps => Whole(Steps);

    private static IEnumerable<Step> Whole(IEnumerable<Step> steps) => steps.SelectMany(s => s is StreamStep stream ? stream.Whole : [s]);
}
