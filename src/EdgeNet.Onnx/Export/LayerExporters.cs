using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Onnx.Export.Layers;

namespace EdgeNet.Onnx.Export;

/// <summary>Which exporter writes which layer.</summary>
internal static class LayerExporters
{
    private static readonly Dictionary<Type, Action<ExportContext>> Table = new()
    {
        [typeof(Input)] = _ => { }, // a value of the graph's, not an operator
        [typeof(Conv)] = ConvExporter.Export,
        [typeof(MaxPool)] = MaxPoolExporter.Export,
        [typeof(AvgPool)] = AvgPoolExporter.Export,
        [typeof(Dense)] = DenseExporter.Export,
        [typeof(Activate)] = ActivationExporter.Export,
        [typeof(Flatten)] = FlattenExporter.Export,
        [typeof(Dropout)] = _ => { }, // nothing in inference
        [typeof(Softmax)] = SoftmaxExporter.Export,
    };

    /// <summary>The layers that can be exported.</summary>
    public static IEnumerable<string> Names => Table.Keys.Where(t => t != typeof(Input)).Select(t => t.Name);

    /// <summary>The exporter of a layer, or null where there is none.</summary>
    public static Action<ExportContext>? Find(Layer layer) => Table.GetValueOrDefault(layer.GetType());
}
