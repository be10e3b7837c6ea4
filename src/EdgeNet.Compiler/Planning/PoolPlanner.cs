using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning;

/// <summary>Plans poolings of their own: the padded copy, the lanes that the input's layout gives, the divisors of an average.</summary>
internal static class PoolPlanner
{
    public static void Max(PlanState state, Node node, Window window) =>
        Plan(state, node, Plane.Of(window), float.NegativeInfinity, [], []);

    public static void Average(PlanState state, Node node, Window window, bool countIncludePad)
    {
        window = Plane.Of(window);
        var (_, inputHeight, inputWidth) = Plane.Of(state.Graph.InputShapes(node)[0]);
        var (_, height, width) = Plane.Of(node.Shape);
        Plan(state, node, window, 0, Counts(window, 0, inputHeight, height, countIncludePad), Counts(window, 1, inputWidth, width, countIncludePad));
    }

    private static void Plan(PlanState state, Node node, Window window, float fill, int[] rowCounts, int[] columnCounts)
    {
        Operand input = state[node.Inputs[0]];
        var (channels, height, width) = Plane.Of(node.Shape);
        int rows = Reach(window, 0, height), columns = Reach(window, 1, width), phases = 1;
        TensorLayout image;
        if (input.Layout.IsInterleaved)
        {
            bool inside = !window.HasPadding && rows <= input.Layout.Height && columns <= input.Layout.Width;
            if (!inside)
            {
                Operand padded = state.Allocate(node.Name + " padded", TensorLayout.Interleaved(channels, rows, columns));
                state.Add(new PadStep(node.Name, input, padded, window.PadBegin[0], window.PadBegin[1], 1, fill));
                input = padded;
            }

            image = TensorLayout.Interleaved(channels, height, width);
        }
        else
        {
            phases = window.Stride[1];
            input = ConvPlanner.Prepare(state, node, input, window, rows, width, (window.Kernel[1] - 1) * window.Dilation[1], phases, fill);
            image = TensorLayout.Planar(channels, height, width);
        }

        Operand output = state.AllocateOutput(node, image);
        state.Add(new PoolStep(node.Name, input, output, window, phases, rowCounts, columnCounts));
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
