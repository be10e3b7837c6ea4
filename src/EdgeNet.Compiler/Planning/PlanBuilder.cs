using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning;

/// <summary>Optimised graph → plan: a lane choice for each layer, a layout for each tensor, a place for each buffer and weight.</summary>
internal static class PlanBuilder
{
    /// <summary>Plans a graph.</summary>
    public static ExecutionPlan Build(NetworkGraph graph, Unroll unroll)
    {
        var state = new PlanState(graph);
        foreach (Node node in graph.Nodes) Plan(state, node);
        // Passes may have left one node to be two outputs.
        for (int i = 0; i < graph.Outputs.Count; i++) CopyOutput(state, i);
        IReadOnlyList<PlannedBuffer> buffers = WorkspacePlanner.Place(state.Buffers, out int workspace);
        return new(graph, state.Steps, buffers, state.Parameters, state.WeightsLength, workspace, unroll);
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
            case Activate activate: PlanActivate(state, node, activate); break;
            case Flatten: state.Define(node, state[node.Inputs[0]]); break;
            case Softmax: PlanSoftmax(state, node); break;
            default: throw new NotSupportedException($"No code is generated for the layer {node.Layer.Kind}.");
        }
    }

    private static void PlanInput(PlanState state, Node node)
    {
        int offset = state.Graph.Inputs.TakeWhile(i => i != node).Sum(i => i.Shape.Length);
        state.Define(node, state.Allocate(node.Name, TensorLayout.Planar(Volume.Of(node.Shape)), Storage.Input, offset));
    }

    private static void PlanActivate(PlanState state, Node node, Activate activate)
    {
        Operand input = state[node.Inputs[0]];
        Operand output = state.MayOverwrite(node, input) && !state.Graph.Outputs.Contains(node.Name)
            ? input : state.AllocateOutput(node, input.Layout);
        state.Add(new ActivateStep(node.Name, input, output, activate.Function));
        state.Define(node, output);
    }

    private static void PlanSoftmax(PlanState state, Node node)
    {
        bool isVector = node.Shape.Rank == 1;
        Operand input = state[node.Inputs[0]];
        TensorLayout layout = input.Layout;
        if (isVector) input = Dense(state, node, input);
        else if (!layout.IsInterleaved) input = Copy(state, node, input, TensorLayout.Interleaved(layout.Volume));
        // A flattened image is one vector of features, in whatever order they lie.
        if (isVector && input.Layout.Volume.Pixels > 1 && !input.Layout.IsChannelsFirst)
            input = Copy(state, node, input, TensorLayout.Planar(layout.Volume));
        Operand whole = isVector ? input with { Layout = TensorLayout.Vector(node.Shape.Length) } : input;
        Operand output = state.AllocateOutput(node, whole.Layout);
        state.Add(new SoftmaxStep(node.Name, whole, output));
        state.Define(node, output);
    }

    private static void CopyOutput(PlanState state, int index)
    {
        if (state.IsInPlace(index)) return;
        string name = state.Graph.Outputs[index];
        Operand result = state[name];
        TensorLayout layout = result.Layout;
        Operand output = state.Allocate("output", TensorLayout.Planar(layout.Volume), Storage.Output, state.OutputOffset(index));
        state.Add(new CopyStep(name, result, output));
    }

    /// <summary>The operand without gaps, copied if need be.</summary>
    internal static Operand Dense(PlanState state, Node node, Operand operand) => operand.Layout.IsDense
        ? operand
        : Copy(state, node, operand, TensorLayout.Planar(operand.Layout.Volume));

    private static Operand Copy(PlanState state, Node node, Operand operand, TensorLayout layout)
    {
        Operand copy = state.Allocate(node.Name + " copied", layout);
        state.Add(new CopyStep(node.Name, operand, copy));
        return copy;
    }
}
