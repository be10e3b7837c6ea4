using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning;

/// <summary>Plans what joins tensors element by element, and activations of their own.</summary>
internal static class ElementwisePlanner
{
    public static void Activation(PlanState state, Node node, Activate layer)
    {
        Operand input = state[node.Inputs[0]];
        TensorLayout layout = input.Layout.IsChannelsLast ? TensorLayout.ChannelsLast(input.Layout.Volume) : input.Layout;
        Operand output = state.MayOverwrite(node, input) && !state.Graph.Outputs.Contains(node.Name) && state.ServesReaders(node, input)
            ? input : state.AllocateOutput(node, layout);
        var nest = StridedNest.Of(LayoutPlanner.Whole(input.Layout), LayoutPlanner.Whole(output.Layout));
        state.Add(new ActivateStep(node.Name, input, output, nest, layer.Function));
        state.Define(node, output);
    }

    public static void Constant(PlanState state, Node node) =>
        state.Define(node, state.Constant(node.Name, node.Name + ".value", node.Shape));

    public static void Elementwise(PlanState state, Node node, Elementwise layer)
    {
        PointwiseOperation operation = layer.Function switch
        {
            ElementwiseFunction.Add or ElementwiseFunction.Sum => PointwiseOperation.Add,
            ElementwiseFunction.Sub => PointwiseOperation.Sub,
            ElementwiseFunction.Mul => PointwiseOperation.Mul,
            ElementwiseFunction.Div => PointwiseOperation.Div,
            ElementwiseFunction.Pow => PointwiseOperation.Pow,
            ElementwiseFunction.Min => PointwiseOperation.Min,
            ElementwiseFunction.Max => PointwiseOperation.Max,
            ElementwiseFunction.Mean => PointwiseOperation.Mean,
            _ => throw new NotSupportedException($"No code is generated for {layer.Function}."),
        };
        Pointwise(state, node, operation, layer.Value, layer.Activation);
    }

    public static void Compare(PlanState state, Node node, Compare layer)
    {
        PointwiseOperation operation = layer.Function switch
        {
            CompareFunction.Equal => PointwiseOperation.Equal,
            CompareFunction.Greater => PointwiseOperation.Greater,
            CompareFunction.GreaterOrEqual => PointwiseOperation.GreaterOrEqual,
            CompareFunction.Less => PointwiseOperation.Less,
            _ => PointwiseOperation.LessOrEqual,
        };
        Pointwise(state, node, operation, layer.Value, default);
    }

    public static void Select(PlanState state, Node node) => Pointwise(state, node, PointwiseOperation.Select, null, default);

    private static void Pointwise(PlanState state, Node node, PointwiseOperation operation, float? value, ActivationFunction activation)
    {
        bool interleaved = IsChannelsLast(state, node);
        Operand[] inputs = [.. node.Inputs.Select(i => LayoutPlanner.InOrder(state, i, interleaved && state.Graph[i].Shape.Rank == node.Shape.Rank))];
        Join(state, node, inputs, [.. node.Inputs.Select(i => state.Graph[i].Shape)], interleaved, operation, value, activation);
    }

    public static void PRelu(PlanState state, Node node, PRelu layer)
    {
        Operand input = LayoutPlanner.Shaped(state, node.Inputs[0]);
        TensorShape slope = layer.AlignedSlope(node.Shape);
        Operand weight = state.Constant(node.Name + " slope", node.Name + ".weight", slope);
        bool interleaved = LayoutPlanner.IsChannelsLast(input);
        if (interleaved && weight.Layout.Volume is { Channels: > 1, Pixels: > 1 })
            weight = LayoutPlanner.Converted(state, node.Name + " slope", weight, TensorLayout.ChannelsLast(weight.Layout.Volume));
        Join(state, node, [input, weight], [node.Shape, slope], interleaved, PointwiseOperation.PRelu, null, default);
    }

    /// <summary>Plans a step over tensors that are broadcast to a node's shape.</summary>
    /// <param name="state">The plan.</param>
    /// <param name="node">The node.</param>
    /// <param name="inputs">The tensors.</param>
    /// <param name="shapes">Their shapes.</param>
    /// <param name="interleaved">The order of the output's elements.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="value">A number that is the last operand.</param>
    /// <param name="activation">What is applied to the result.</param>
    internal static void Join(
        PlanState state, Node node, Operand[] inputs, TensorShape[] shapes, bool interleaved, PointwiseOperation operation, float? value, ActivationFunction activation)
    {
        Volume volume = Volume.Of(node.Shape);
        TensorLayout layout = interleaved ? TensorLayout.ChannelsLast(volume) : TensorLayout.ChannelsFirst(volume);
        Operand? overwritten = state.Graph.Outputs.Contains(node.Name) ? null
            : inputs.FirstOrDefault(i => i.Layout.LiesAs(layout) && state.MayOverwrite(node, i) && state.ServesReaders(node, i)
                && inputs.All(other => other == i || other.Buffer != i.Buffer));
        Operand output = overwritten ?? state.AllocateOutput(node, layout);
        var views = inputs.Select((input, i) => TensorView.Of(shapes[i], input.Layout).BroadcastTo(node.Shape));
        var nest = StridedNest.Of([.. views, TensorView.Of(node.Shape, output.Layout)]);
        state.Add(new PointwiseStep(node.Name, inputs, output, nest, operation, value, activation));
        state.Define(node, output);
    }

    /// <summary>The order that most elements of full-size inputs already have; channels first where the user reads the output.</summary>
    private static bool IsChannelsLast(PlanState state, Node node)
    {
        if (state.Graph.Outputs.Contains(node.Name) || node.Shape.Rank > 4) return false;
        Operand[] whole = [.. node.Inputs.Where(i => state.Graph[i].Shape == node.Shape).Select(i => LayoutPlanner.Shaped(state, i))];
        int last = whole.Count(LayoutPlanner.IsChannelsLast);
        return last > 0 && last >= whole.Count(o => !LayoutPlanner.IsChannelsLast(o) && state.StorageOf(o) != Storage.Weights);
    }
}
