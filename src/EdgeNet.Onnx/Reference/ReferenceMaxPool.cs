using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>y[c, p] = the largest x[c, ·] under the window; taps outside the input count for nothing.</summary>
internal static class ReferenceMaxPool
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var pool = (MaxPool)layer;
        ReferenceTensor input = inputs[0];
        var output = new ReferenceTensor(pool.InferShape([input.Shape]));
        foreach (int[] position in ReferenceTensor.Coordinates(output.Shape.Spatial))
        {
            for (int c = 0; c < output.Shape.Channels; c++)
            {
                double best = double.NegativeInfinity;
                foreach (int[] tap in ReferenceTensor.Coordinates(pool.Window.Kernel))
                {
                    int[] at = ReferenceTensor.Tap(pool.Window, position, tap);
                    if (input.Holds(at)) best = Math.Max(best, input[c, at]);
                }

                output[c, position] = best;
            }
        }

        return output;
    }
}
