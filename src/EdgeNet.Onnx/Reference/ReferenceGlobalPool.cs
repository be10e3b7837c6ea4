using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>y[c] = the mean or the largest of x[c, ·].</summary>
internal static class ReferenceGlobalPool
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var pool = (GlobalPool)layer;
        int plane = inputs[0].Shape.Length / inputs[0].Shape.Channels;
        IEnumerable<double[]> channels = inputs[0].Values.Chunk(plane);
        return new ReferenceTensor(layer.InferShape([inputs[0].Shape]),
            pool.Function == PoolFunction.Average ? channels.Select(c => c.Average()).ToArray() : channels.Select(c => c.Aggregate(Math.Max)).ToArray());
    }
}
