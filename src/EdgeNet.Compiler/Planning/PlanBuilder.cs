using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Compiler.Planning.Streaming;

namespace EdgeNet.Compiler.Planning;

/// <summary>Optimised graph → plan: a lane choice for each layer, a layout for each tensor, a place for each buffer and weight.</summary>
internal static class PlanBuilder
{
    /// <summary>Rows of Winograd's tiles where memory counts for more than the last bit of time.</summary>
    private const int LowMemoryTileRows = 2;

    /// <summary>Tiles that are computed together there.</summary>
    private const int LowMemoryTiles = 4;

    /// <summary>Elements of their scratch there.</summary>
    private const int LowMemoryScratch = 3 * 1024;

    /// <summary>The most time that a plan of less memory may take in convolutions, by the estimates.</summary>
    private const double MaxTime = 1.35;

    /// <summary>More convolutions than this are not tried one after the other.</summary>
    private const int MaxTrials = 8;

    /// <summary>Plans a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="unroll">How far taps are unrolled.</param>
    /// <param name="options">What decides in place of the estimates.</param>
    /// <param name="isDirect">Whether every convolution is computed directly.</param>
    public static ExecutionPlan Build(NetworkGraph graph, Unroll unroll, CompilerOptions options, bool isDirect = false)
    {
        AlgorithmLimits limits = AlgorithmLimits.None with { Options = options };
        StreamingMode streaming = options.Streaming;
        if (isDirect) return Build(graph, unroll, streaming, limits with { IsDirect = true });
        if (options.Strassen is not null) streaming = StreamingMode.Never;
        ExecutionPlan plan = Build(graph, unroll, streaming, limits);
        bool maySaveMemory = streaming == StreamingMode.WhereItLowersThePeak && options.WinogradTile is null;
        if (maySaveMemory && WithLowMemory(graph, plan, options) is var (lean, few)) (plan, limits) = (lean, few);
        return WithStrassen(graph, plan, streaming, limits) ?? plan;
    }

    /// <summary>
    /// The plan with the convolutions by Strassen's algorithm that are faster so and not done in bands of rows; null where there are none, or
    /// their sums would take much more memory.
    /// </summary>
    private static ExecutionPlan? WithStrassen(NetworkGraph graph, ExecutionPlan plan, StreamingMode streaming, AlgorithmLimits limits)
    {
        string[] names = [.. ConvStrassenPlanner.Worthwhile(plan, limits.Options)];
        if (names.Length == 0) return null;
        ExecutionPlan strassen = Build(graph, plan.Unroll, streaming, limits with { Strassen = names });
        return strassen.WorkspaceLength - plan.WorkspaceLength <= ConvStrassenPlanner.MaxSums ? strassen : null;
    }

    /// <summary>
    /// The plan with smaller tiles, and then with the convolutions directly that gain the least by Winograd's algorithm, until it needs so
    /// much less memory than a plain schedule as it should; null where that is so already, or would cost too much time.
    /// </summary>
    private static (ExecutionPlan Plan, AlgorithmLimits Limits)? WithLowMemory(NetworkGraph graph, ExecutionPlan plan, CompilerOptions options)
    {
        int enough = LayerByLayerSchedule.MemoryBudget(graph);
        string[] winograd = [.. WinogradCost.Gains(plan).OrderBy(g => g.Gain).Select(g => g.Name)];
        if (plan.WorkspaceLength <= enough || winograd.Length is 0 or > MaxTrials) return null;
        for (int direct = 0; direct <= winograd.Length; direct++)
        {
            var limits = new AlgorithmLimits(LowMemoryTileRows, LowMemoryTiles, LowMemoryScratch, winograd.Take(direct).ToArray()) { Options = options };
            ExecutionPlan lean = Build(graph, plan.Unroll, StreamingMode.WhereItLowersThePeak, limits);
            if (WinogradCost.Cycles(lean) > MaxTime * WinogradCost.Cycles(plan)) return null;
            if (lean.WorkspaceLength <= enough) return (lean, limits);
        }

        return null;
    }

    private static ExecutionPlan Build(NetworkGraph graph, Unroll unroll, StreamingMode streaming, AlgorithmLimits limits)
    {
        var state = new PlanState(graph, limits);
        foreach (Node node in graph.Nodes) Plan(state, node);
        // Passes may have left one node to be two outputs.
        for (int i = 0; i < graph.Outputs.Count; i++) CopyOutput(state, i);
        IReadOnlyList<PlannedBuffer> buffers = WorkspacePlanner.Place(state.Buffers, out int workspace);
        var plan = new ExecutionPlan(graph, state.Steps, buffers, state.Parameters, state.WeightsLength, workspace, unroll) { Options = limits.Options };
        return BorderReuse.Apply(StreamPlanner.Stream(plan, streaming));
    }

    private static void Plan(PlanState state, Node node)
    {
        switch (node.Layer)
        {
            case Input: PlanInput(state, node); break;
            case Conv conv: ConvPlanner.Plan(state, node, conv); break;
            case ConvTranspose conv: ConvTransposePlanner.Plan(state, node, conv); break;
            case Dense dense: DensePlanner.Plan(state, node, dense); break;
            case MaxPool pool: PoolPlanner.Max(state, node, pool); break;
            case AvgPool pool: PoolPlanner.Average(state, node, pool); break;
            case LpPool pool: PoolPlanner.Norm(state, node, pool); break;
            case GlobalPool: PoolPlanner.Global(state, node); break;
            case Activate activate: ElementwisePlanner.Activation(state, node, activate); break;
            case Elementwise elementwise: ElementwisePlanner.Elementwise(state, node, elementwise); break;
            case Compare compare: ElementwisePlanner.Compare(state, node, compare); break;
            case Select: ElementwisePlanner.Select(state, node); break;
            case Gather gather: CopyPlanner.Gather(state, node, gather); break;
            case PRelu prelu: ElementwisePlanner.PRelu(state, node, prelu); break;
            case Constant: ElementwisePlanner.Constant(state, node); break;
            case Concat concat: CopyPlanner.Concat(state, node, concat); break;
            case Slice slice: CopyPlanner.Slice(state, node, slice); break;
            case Reshape: CopyPlanner.Reshape(state, node); break;
            case Transpose transpose: CopyPlanner.Transpose(state, node, transpose); break;
            case Pad pad: CopyPlanner.Pad(state, node, pad); break;
            case Resize resize: CopyPlanner.Resize(state, node, resize); break;
            case DepthToSpace blocks: CopyPlanner.DepthToSpace(state, node, blocks); break;
            case SpaceToDepth blocks: CopyPlanner.SpaceToDepth(state, node, blocks); break;
            case Flatten: state.Define(node, state[node.Inputs[0]]); break;
            case BatchNorm norm: NormPlanner.Batch(state, node, norm); break;
            case LocalResponseNorm norm: NormPlanner.LocalResponse(state, node, norm); break;
            case Softmax softmax: ReductionPlanner.Softmax(state, node, softmax); break;
            case Reduce reduce: ReductionPlanner.Reduce(state, node, reduce); break;
            case InstanceNorm norm: ReductionPlanner.InstanceNorm(state, node, norm); break;
            case GroupNorm norm: ReductionPlanner.GroupNorm(state, node, norm); break;
            case MatMul: MatMulPlanner.Plan(state, node); break;
            case LayerNorm norm: ReductionPlanner.LayerNorm(state, node, norm); break;
            default: throw new NotSupportedException($"No code is generated for the layer {node.Layer.Kind}.");
        }
    }

    private static void PlanInput(PlanState state, Node node)
    {
        int offset = state.Graph.Inputs.TakeWhile(i => i != node).Sum(i => i.Shape.Length);
        state.Define(node, state.Allocate(node.Name, TensorLayout.ChannelsFirst(Volume.Of(node.Shape)), Storage.Input, offset));
    }

    private static void CopyOutput(PlanState state, int index)
    {
        if (state.IsInPlace(index)) return;
        string name = state.Graph.Outputs[index];
        Operand result = state[name];
        TensorLayout layout = result.Layout;
        Operand output = state.Allocate("output", TensorLayout.ChannelsFirst(layout.Volume), Storage.Output, state.OutputOffset(index));
        state.Add(CopyStep.Of(name, result, LayoutPlanner.Whole(layout), output, LayoutPlanner.Whole(output.Layout)));
    }

    /// <summary>A node's output without gaps, in whatever order, copied if need be.</summary>
    internal static Operand Dense(PlanState state, string name) => state[name] is { Layout.IsDense: true } operand
        ? operand
        : LayoutPlanner.Converted(state, name, state[name], TensorLayout.ChannelsFirst(state[name].Layout.Volume));
}
