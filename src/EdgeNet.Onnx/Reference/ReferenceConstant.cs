using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>The parameter.</summary>
internal static class ReferenceConstant
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        return new ReferenceTensor(((Constant)layer).Shape, parameter("value"));
    }
}
