using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning;

/// <summary>Plans poolings of their own: the padded copy, the lanes that the input's layout gives, the divisors of an average.</summary>
internal static class PoolPlanner
{
    public static void Max(PlanState state, Node node, MaxPool pool) =>
        Plan(state, node, Volume.Of(pool.Window), float.NegativeInfinity, null);

    public static void Norm(PlanState state, Node node, LpPool pool) => Plan(state, node, Volume.Of(pool.Window), 0, null);

    public static void Average(PlanState state, Node node, AvgPool pool)
    {
        Window window = Volume.Of(pool.Window);
        Volume input = Volume.Of(state.Graph.InputShapes(node)[0]), output = Volume.Of(node.Shape);
        Plan(state, node, window, 0, new(
            Counts(window, 0, input.Depth, output.Depth, pool.CountIncludePad),
            Counts(window, 1, input.Height, output.Height, pool.CountIncludePad),
            Counts(window, 2, input.Width, output.Width, pool.CountIncludePad)));
    }

    /// <summary>A pooling whose window is the whole input: channels first, it needs neither a copy nor whole vectors in a row.</summary>
    public static void Global(PlanState state, Node node)
    {
        Operand input = state[node.Inputs[0]];
        Volume volume = input.Layout.Volume;
        int[] ones = [1, 1, 1];
        var window = new Window(new[] { volume.Depth, volume.Height, volume.Width }, ones, new int[3], new int[3], ones);
        var counts = new WindowCounts(new[] { volume.Depth }, new[] { volume.Height }, new[] { volume.Width });
        Operand output = state.AllocateOutput(node, TensorLayout.ChannelsFirst(Volume.Of(node.Shape)));
        state.Add(new PoolStep(node.Name, input, output, node.Layer, window, 1, ((GlobalPool)node.Layer).Function == PoolFunction.Max ? null : counts));
        state.Define(node, output);
    }

    private static void Plan(PlanState state, Node node, Window window, float fill, WindowCounts? counts)
    {
        Operand input = state[node.Inputs[0]];
        Volume volume = Volume.Of(node.Shape);
        Volume reach = volume with { Depth = Reach(window, 0, volume.Depth), Height = Reach(window, 1, volume.Height), Width = Reach(window, 2, volume.Width) };
        int phases = 1;
        TensorLayout image;
        if (input.Layout.IsChannelsLast)
        {
            bool inside = !window.HasPadding && reach.Depth <= input.Layout.Depth && reach.Height <= input.Layout.Height && reach.Width <= input.Layout.Width;
            Border border = BorderPlanner.OfPool(window, input.Layout.Volume, volume, fill);
            if (!inside && state.Around(input, border) is { } around)
            {
                input = around;
            }
            else if (!inside)
            {
                Operand padded = state.Allocate(node.Name + " padded", TensorLayout.ChannelsLast(reach));
                state.Add(new PadStep(node.Name, input, padded, window.PadBegin, 1, fill));
                input = padded;
            }

            image = TensorLayout.ChannelsLast(volume);
        }
        else
        {
            phases = window.Stride[2];
            input = ConvPlanner.Prepare(state, node, input, window, reach.Depth, reach.Height, volume.Width, (window.Kernel[2] - 1) * window.Dilation[2], phases, fill);
            image = TensorLayout.ChannelsFirst(volume);
        }

        Operand output = state.AllocateOutput(node, image);
        state.Add(new PoolStep(node.Name, input, output, node.Layer, window, phases, counts));
        state.Define(node, output);
    }

    /// <summary>The padded input elements that the windows reach on an axis.</summary>
    private static int Reach(Window window, int axis, int outputs) => checked((int)((outputs - 1) * window.Stride[axis] + window.Extent(axis)));

    /// <summary>The taps that count in the divisor, for each output on an axis (PyTorch AvgPool2d, ONNX AveragePool).</summary>
    private static int[] Counts(Window window, int axis, int input, int outputs, bool countIncludePad)
    {
        int first = countIncludePad ? 0 : window.PadBegin[axis];
        int end = window.PadBegin[axis] + input + (countIncludePad ? window.PadEnd[axis] : 0);
        return [.. Enumerable.Range(0, outputs).Select(o => Math.Max(1, Enumerable.Range(0, window.Kernel[axis])
            .Select(k => o * window.Stride[axis] + k * window.Dilation[axis]).Count(p => p >= first && p < end)))];
    }
}
