using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning;

/// <summary>Plans the layers that only move elements. Where the elements already lie as the output's would, nothing is copied.</summary>
internal static class CopyPlanner
{
    public static void Reshape(PlanState state, Node node) =>
        state.Define(node, LayoutPlanner.ChannelsFirst(state, node.Inputs[0]) with { Layout = TensorLayout.ChannelsFirst(Volume.Of(node.Shape)) });

    public static void Transpose(PlanState state, Node node, Transpose layer)
    {
        Operand input = Input(state, node, out TensorView view);
        Place(state, node, input, view.Permute(layer.Axes));
    }

    public static void Slice(PlanState state, Node node, Slice layer)
    {
        Operand input = Input(state, node, out TensorView view);
        for (int axis = 0; axis < view.Rank; axis++) view = view.Slice(axis, layer.Starts[axis], layer.Sizes[axis], layer.Steps[axis]);
        Place(state, node, input, view);
    }

    public static void Concat(PlanState state, Node node, Concat layer)
    {
        int interleaved = node.Inputs.Where(i => LayoutPlanner.IsChannelsLast(LayoutPlanner.Shaped(state, i))).Sum(i => state.Graph[i].Shape.Length);
        Operand output = AllocateOutput(state, node, interleaved * 2L > node.Shape.Length);
        TensorView whole = TensorView.Of(node.Shape, output.Layout);
        int start = 0;
        foreach (string name in node.Inputs)
        {
            TensorShape shape = state.Graph[name].Shape;
            Operand input = LayoutPlanner.Shaped(state, name);
            state.Add(CopyStep.Of(node.Name, input, TensorView.Of(shape, input.Layout), output, whole.Slice(layer.Axis, start, shape[layer.Axis])));
            start += shape[layer.Axis];
        }

        state.Define(node, output);
    }

    /// <summary>Channel (i·b + j)·C + c (or (c·b + i)·b + j) of pixel (h, w) is channel c of pixel (h·b + i, w·b + j).</summary>
    public static void DepthToSpace(PlanState state, Node node, DepthToSpace layer)
    {
        int block = layer.BlockSize;
        Operand input = Input(state, node, out TensorView view);
        TensorView from = layer.Mode == DepthToSpaceMode.DCR
            ? view.Split(0, block, block, node.Shape.Channels).Permute([2, 3, 0, 4, 1])
            : view.Split(0, node.Shape.Channels, block, block).Permute([0, 3, 1, 4, 2]);
        Operand output = AllocateOutput(state, node, LayoutPlanner.IsChannelsLast(input));
        TensorView to = TensorView.Of(node.Shape, output.Layout).Split(2, node.Shape[2] / block, block).Split(1, node.Shape[1] / block, block);
        state.Add(CopyStep.Of(node.Name, input, from, output, to));
        state.Define(node, output);
    }

    /// <summary>Channel c of pixel (h·b + i, w·b + j) is channel (i·b + j)·C + c of pixel (h, w).</summary>
    public static void SpaceToDepth(PlanState state, Node node, SpaceToDepth layer)
    {
        int block = layer.BlockSize;
        Operand input = Input(state, node, out TensorView view);
        Operand output = AllocateOutput(state, node, LayoutPlanner.IsChannelsLast(input));
        TensorView to = TensorView.Of(node.Shape, output.Layout).Split(0, block, block, view.Sizes[0]).Permute([2, 3, 0, 4, 1]);
        state.Add(CopyStep.Of(node.Name, input, view.Split(2, node.Shape[2], block).Split(1, node.Shape[1], block), output, to));
        state.Define(node, output);
    }

    public static void Resize(PlanState state, Node node, Resize layer)
    {
        Operand input = Input(state, node, out TensorView view);
        Operand output = AllocateOutput(state, node, LayoutPlanner.IsChannelsLast(input));
        TensorView to = TensorView.Of(node.Shape, output.Layout);
        int[][] indices = [.. view.Sizes.Select((size, axis) => axis == 0 ? [.. Enumerable.Range(0, size)] : layer.Indices(axis - 1, size))];
        if (indices.Select((table, axis) => IsRepetition(table, view.Sizes[axis])).All(whole => whole))
        {
            // Every element is repeated equally often: an axis of stride 0 does it.
            for (int axis = view.Rank - 1; axis > 0; axis--)
            {
                int size = view.Sizes[axis], times = node.Shape[axis] / size;
                view = view.Repeat(axis + 1, times);
                to = to.Split(axis, size, times);
            }

            state.Add(CopyStep.Of(node.Name, input, view, output, to));
        }
        else
        {
            Gather(state, node, input, view, output, to, indices);
        }

        state.Define(node, output);
    }

    public static void Gather(PlanState state, Node node, Gather layer)
    {
        Operand input = Input(state, node, out TensorView view);
        Operand output = AllocateOutput(state, node, LayoutPlanner.IsChannelsLast(input));
        Gather(state, node, input, view, output, TensorView.Of(node.Shape, output.Layout),
            [.. view.Sizes.Select((size, axis) => axis == layer.Axis ? [.. layer.Indices] : Enumerable.Range(0, size).ToArray())]);
        state.Define(node, output);
    }

    public static void Pad(PlanState state, Node node, Pad layer)
    {
        Operand input = Input(state, node, out TensorView view);
        Operand output = AllocateOutput(state, node, LayoutPlanner.IsChannelsLast(input));
        TensorView to = TensorView.Of(node.Shape, output.Layout);
        if (layer.Mode == PadMode.Constant)
        {
            state.Add(new FillStep(node.Name, output, layer.Value));
            bool isEmpty = false;
            for (int axis = 0; axis < view.Rank; axis++)
            {
                int first = Math.Max(0, layer.Begin[axis]), size = Math.Min(node.Shape[axis], layer.Begin[axis] + view.Sizes[axis]) - first;
                isEmpty |= size <= 0;
                if (isEmpty) break;
                view = view.Slice(axis, first - layer.Begin[axis], size);
                to = to.Slice(axis, first, size);
            }

            if (!isEmpty) state.Add(CopyStep.Of(node.Name, input, view, output, to));
        }
        else
        {
            Gather(state, node, input, view, output, to, [.. view.Sizes.Select((size, axis) => Enumerable.Range(-layer.Begin[axis], node.Shape[axis])
                .Select(i => layer.Mode == PadMode.Edge ? Math.Max(0, Math.Min(size - 1, i)) : i < 0 ? -i : i >= size ? 2 * (size - 1) - i : i).ToArray())]);
        }

        state.Define(node, output);
    }

    private static bool IsRepetition(int[] indices, int size)
    {
        int times = indices.Length / size;
        return indices.Length % size == 0 && indices.Select((index, i) => index == i / times).All(same => same);
    }

    private static void Gather(PlanState state, Node node, Operand input, TensorView view, Operand output, TensorView to, int[][] indices)
    {
        int offset = 0;
        var loops = new List<CopyLoop>();
        for (int axis = 0; axis < indices.Length; axis++)
        {
            loops.Add(CopyLoop.Of(indices[axis], view.Strides[axis], to.Strides[axis], out int first));
            offset += first;
        }

        state.Add(CopyStep.Of(node.Name, input with { Offset = input.Offset + offset }, output, loops));
    }

    private static Operand Input(PlanState state, Node node, out TensorView view)
    {
        Operand input = LayoutPlanner.Shaped(state, node.Inputs[0]);
        view = TensorView.Of(state.Graph[node.Inputs[0]].Shape, input.Layout);
        return input;
    }

    /// <summary>Lets a node's output be a view of another tensor where it lies like one of its own, and copies it else.</summary>
    private static void Place(PlanState state, Node node, Operand source, TensorView view)
    {
        if (view.AsLayout(node.Shape) is { } layout)
        {
            state.Define(node, source with { Layout = layout, Offset = source.Offset + view.Offset });
            return;
        }

        Operand output = AllocateOutput(state, node, LayoutPlanner.IsChannelsLast(source));
        state.Add(CopyStep.Of(node.Name, source, view, output, TensorView.Of(node.Shape, output.Layout)));
        state.Define(node, output);
    }

    /// <summary>A buffer for a node's output: channels last where that is wanted, the rank allows it, and no user reads it.</summary>
    internal static Operand AllocateOutput(PlanState state, Node node, bool interleaved)
    {
        Volume volume = Volume.Of(node.Shape);
        bool last = interleaved && node.Shape.Rank <= 4 && !state.Graph.Outputs.Contains(node.Name);
        return state.AllocateOutput(node, last ? TensorLayout.ChannelsLast(volume) : TensorLayout.ChannelsFirst(volume));
    }
}
