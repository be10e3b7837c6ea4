using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>
/// y[c, p] = the sum of x[c, ·] under the window over the number of taps that count: those in the input, and where padding
/// counts those in the padding too. Taps past the padded end, which only a rounded-up size reaches, never count.
/// </summary>
internal static class ReferenceAvgPool
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var pool = (AvgPool)layer;
        ReferenceTensor input = inputs[0];
        var output = new ReferenceTensor(pool.InferShape([input.Shape]));
        foreach (int[] position in ReferenceTensor.Coordinates(output.Shape.Spatial))
        {
            for (int c = 0; c < output.Shape.Channels; c++)
            {
                double sum = 0;
                int count = 0;
                foreach (int[] tap in ReferenceTensor.Coordinates(pool.Window.Kernel))
                {
                    int[] at = ReferenceTensor.Tap(pool.Window, position, tap);
                    if (input.Holds(at)) sum += input[c, at];
                    if (input.Holds(at) || (pool.CountIncludePad && IsPadding(pool.Window, input.Shape, at))) count++;
                }

                output[c, position] = sum / count;
            }
        }

        return output;
    }

    private static bool IsPadding(Window window, TensorShape input, int[] at) =>
        at.Select((x, axis) => x >= -window.PadBegin[axis] && x < input[axis + 1] + window.PadEnd[axis]).All(inside => inside);
}
