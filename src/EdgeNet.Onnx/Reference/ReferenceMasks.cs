using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>y = 1 where a comparison holds, else 0; y = a where c is not 0, else b; y[…, i, …] = x[…, indices[i], …].</summary>
internal static class ReferenceMasks
{
    public static ReferenceTensor Compare(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var compare = (Compare)layer;
        var output = new ReferenceTensor(layer.InferShape([.. inputs.Select(i => i.Shape)]));
        foreach (int[] at in output.Coordinates())
        {
            double a = inputs[0].Broadcast(at), b = compare.Value ?? inputs[1].Broadcast(at);
            output[at] = compare.Function switch
            {
                CompareFunction.Equal => a == b,
                CompareFunction.Greater => a > b,
                CompareFunction.GreaterOrEqual => a >= b,
                CompareFunction.Less => a < b,
                _ => a <= b,
            } ? 1 : 0;
        }

        return output;
    }

    public static ReferenceTensor Where(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var output = new ReferenceTensor(layer.InferShape([.. inputs.Select(i => i.Shape)]));
        foreach (int[] at in output.Coordinates()) output[at] = inputs[inputs[0].Broadcast(at) != 0 ? 1 : 2].Broadcast(at);
        return output;
    }

    public static ReferenceTensor Gather(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var gather = (Gather)layer;
        var output = new ReferenceTensor(layer.InferShape([inputs[0].Shape]));
        foreach (int[] at in output.Coordinates()) output[at] = inputs[0][[.. at.Select((x, axis) => axis == gather.Axis ? gather.Indices[x] : x)]];
        return output;
    }
}
