using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>The input with a border: of a value, of the input mirrored at its outermost elements, or of these repeated. Negative pads cut off.</summary>
internal static class ReferencePad
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var pad = (Pad)layer;
        var output = new ReferenceTensor(layer.InferShape([inputs[0].Shape]));
        foreach (int[] at in output.Coordinates())
        {
            int[] from = [.. at.Select((x, axis) => Source(pad.Mode, x - pad.Begin[axis], inputs[0].Shape[axis]))];
            bool isInside = from.Select((x, axis) => x >= 0 && x < inputs[0].Shape[axis]).All(inside => inside);
            output[at] = isInside ? inputs[0][from] : pad.Value;
        }

        return output;
    }

    private static int Source(PadMode mode, int x, int size) => mode switch
    {
        PadMode.Edge => Math.Max(0, Math.Min(size - 1, x)),
        PadMode.Reflect when x < 0 => -x,
        PadMode.Reflect when x >= size => size - 1 - (x - (size - 1)),
        _ => x,
    };
}
