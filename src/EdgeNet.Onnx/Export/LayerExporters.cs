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
        [typeof(Dropout)] = _ => { }, // nothing in inference
        [typeof(Activate)] = ActivationExporter.Export,
        [typeof(AvgPool)] = AvgPoolExporter.Export,
        [typeof(BatchNorm)] = BatchNormExporter.Export,
        [typeof(Compare)] = MaskExporter.Compare,
        [typeof(Concat)] = ConcatExporter.Export,
        [typeof(Constant)] = ConstantExporter.Export,
        [typeof(Conv)] = ConvExporter.Export,
        [typeof(ConvTranspose)] = ConvTransposeExporter.Export,
        [typeof(Dense)] = DenseExporter.Export,
        [typeof(DepthToSpace)] = DepthToSpaceExporter.Export,
        [typeof(Elementwise)] = ElementwiseExporter.Export,
        [typeof(Flatten)] = FlattenExporter.Export,
        [typeof(Gather)] = MaskExporter.Gather,
        [typeof(GlobalPool)] = GlobalPoolExporter.Export,
        [typeof(GroupNorm)] = GroupNormExporter.Export,
        [typeof(InstanceNorm)] = InstanceNormExporter.Export,
        [typeof(LayerNorm)] = LayerNormExporter.Export,
        [typeof(LocalResponseNorm)] = LocalResponseNormExporter.Export,
        [typeof(LpPool)] = LpPoolExporter.Export,
        [typeof(MatMul)] = MatMulExporter.Export,
        [typeof(MaxPool)] = MaxPoolExporter.Export,
        [typeof(Pad)] = PadExporter.Export,
        [typeof(PRelu)] = PReluExporter.Export,
        [typeof(Reduce)] = ReduceExporter.Export,
        [typeof(Reshape)] = ReshapeExporter.Export,
        [typeof(Resize)] = ResizeExporter.Export,
        [typeof(Select)] = MaskExporter.Where,
        [typeof(Slice)] = SliceExporter.Export,
        [typeof(Softmax)] = SoftmaxExporter.Export,
        [typeof(SpaceToDepth)] = SpaceToDepthExporter.Export,
        [typeof(Transpose)] = TransposeExporter.Export,
    };

    /// <summary>The layers that can be exported.</summary>
    public static IEnumerable<string> Names => Table.Keys.Where(t => t != typeof(Input)).Select(t => t.Name);

    /// <summary>The exporter of a layer, or null where there is none.</summary>
    public static Action<ExportContext>? Find(Layer layer) => Table.GetValueOrDefault(layer.GetType());
}
