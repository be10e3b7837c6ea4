using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>y[c, p] = (Σ |x[c, ·]|^P)^(1/P) under the window; taps outside the input count for nothing.</summary>
internal static class ReferenceLpPool
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var pool = (LpPool)layer;
        ReferenceTensor input = inputs[0];
        var output = new ReferenceTensor(pool.InferShape([input.Shape]));
        foreach (int[] position in ReferenceTensor.Coordinates(output.Shape.Spatial))
        {
            for (int c = 0; c < output.Shape.Channels; c++)
            {
                double sum = 0;
                foreach (int[] tap in ReferenceTensor.Coordinates(pool.Window.Kernel))
                {
                    int[] at = ReferenceTensor.Tap(pool.Window, position, tap);
                    if (input.Holds(at)) sum += Math.Pow(Math.Abs(input[c, at]), pool.P);
                }

                output[c, position] = Math.Pow(sum, 1.0 / pool.P);
            }
        }

        return output;
    }
}
