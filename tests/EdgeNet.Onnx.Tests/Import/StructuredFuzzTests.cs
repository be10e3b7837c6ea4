using EdgeNet.Onnx.Proto;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;

namespace EdgeNet.Onnx.Tests.Import;

/// <summary>Well-formed files whose numbers, names and types are wrong are imported or refused: what byte flips rarely reach.</summary>
public class StructuredFuzzTests
{
    private const long MostBytes = 256L << 20;

    private static readonly long[] Numbers = [0, 1, 2, 3, -1, -2, 7, 64, 1 << 20, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, 1L << 32];

    private static readonly float[] Reals = [0, 1, -1, 0.5f, 1e30f, float.MaxValue, float.NaN, float.PositiveInfinity, -0f, float.Epsilon];

    [Fact]
    public void Models_with_wrong_numbers_and_names_are_imported_or_refused()
    {
        var changes = from seed in Gen.Choose(0, int.MaxValue)
                      from model in Gen.Elements(OperatorModels.All.Keys.ToArray())
                      select (model, seed);
        Prop.ForAll(changes.ToArbitrary(), change =>
        {
            var random = new Random(change.seed);
            ModelProto model = OperatorModels.All[change.model]().Proto;
            for (int i = random.Next(1, 4); i > 0; i--) Mutate(model, random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                OnnxImporter.Import(model.ToByteArray(), "fuzzed.onnx");
            }
            catch (OnnxImportException e)
            {
                Assert.NotEmpty(e.Problems);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before < MostBytes;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(4000));
    }

    private static void Mutate(ModelProto model, Random random)
    {
        GraphProto graph = model.Graph;
        NodeProto node = graph.Node[random.Next(graph.Node.Count)];
        switch (random.Next(11))
        {
            case 0 when graph.Initializer.Count > 0:
                TensorProto tensor = graph.Initializer[random.Next(graph.Initializer.Count)];
                if (tensor.Dims.Count > 0) tensor.Dims[random.Next(tensor.Dims.Count)] = Pick(Numbers, random);
                break;
            case 1 when graph.Initializer.Count > 0:
                tensor = graph.Initializer[random.Next(graph.Initializer.Count)];
                if (tensor.Int64Data.Count > 0) tensor.Int64Data[random.Next(tensor.Int64Data.Count)] = Pick(Numbers, random);
                else tensor.RawData = ByteString.CopyFrom([.. tensor.RawData.Chunk(4).SelectMany(c => random.Next(3) == 0 ? BitConverter.GetBytes(Pick(Reals, random)) : c)]);
                break;
            case 2 when node.Attribute.Count > 0:
                AttributeProto attribute = node.Attribute[random.Next(node.Attribute.Count)];
                if (attribute.Ints.Count > 0) attribute.Ints[random.Next(attribute.Ints.Count)] = Pick(Numbers, random);
                if (attribute.Floats.Count > 0) attribute.Floats[random.Next(attribute.Floats.Count)] = Pick(Reals, random);
                attribute.I = Pick(Numbers, random);
                attribute.F = Pick(Reals, random);
                break;
            case 3 when node.Attribute.Count > 0:
                attribute = node.Attribute[random.Next(node.Attribute.Count)];
                if (random.Next(2) == 0) attribute.Ints.Add(Pick(Numbers, random));
                else if (attribute.Ints.Count > 0) attribute.Ints.RemoveAt(0);
                break;
            case 4 when node.Input.Count > 0: node.Input.RemoveAt(random.Next(node.Input.Count)); break;
            case 5: node.Input.Add(graph.Node[random.Next(graph.Node.Count)].Input.FirstOrDefault() ?? ""); break;
            case 6: node.OpType = OperatorModels.All.Keys.ElementAt(random.Next(OperatorModels.All.Count)).Split(' ')[0]; break;
            case 7: model.OpsetImport[0].Version = random.Next(5, 28); break;
            case 8:
                TensorShapeProto shape = graph.Input[random.Next(graph.Input.Count)].Type.TensorType.Shape;
                if (random.Next(3) == 0) shape.Dim.RemoveAt(random.Next(shape.Dim.Count));
                else if (random.Next(2) == 0) shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = Pick(Numbers, random) });
                else shape.Dim[random.Next(shape.Dim.Count)] = new TensorShapeProto.Types.Dimension { DimValue = Pick(Numbers, random) };
                if (shape.Dim.Count == 0) shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "N" });
                break;
            case 9: graph.Input[random.Next(graph.Input.Count)].Type.TensorType.ElemType = random.Next(0, 20); break;
            default:
                if (graph.Initializer.Count > 0) graph.Initializer[random.Next(graph.Initializer.Count)].DataType = random.Next(0, 20);
                break;
        }
    }

    private static T Pick<T>(T[] values, Random random) => values[random.Next(values.Length)];
}
