using System.Buffers.Binary;
using System.Runtime.InteropServices;
using EdgeNet.Compiler.Graph;
using EdgeNet.Onnx.Proto;
using Google.Protobuf;

namespace EdgeNet.Onnx.Export;

/// <summary>The format's small messages.</summary>
internal static class Protos
{
    /// <summary>A float32 value with a batch axis of 1.</summary>
    public static ValueInfoProto Value(string name, TensorShape shape)
    {
        var dimensions = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimValue = 1 } } };
        foreach (int size in shape.Dimensions) dimensions.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = size });
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = dimensions };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    /// <summary>A float32 constant.</summary>
    public static TensorProto Tensor(string name, IEnumerable<int> shape, ReadOnlySpan<float> elements)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)TensorProto.Types.DataType.Float, RawData = LittleEndian(elements) };
        foreach (int size in shape) tensor.Dims.Add(size);
        return tensor;
    }

    /// <summary>A vector of whole numbers.</summary>
    public static TensorProto Integers(string name, ReadOnlySpan<long> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(long)];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), values[i]);
        return new TensorProto
        {
            Name = name, DataType = (int)TensorProto.Types.DataType.Int64, Dims = { values.Length }, RawData = ByteString.CopyFrom(bytes),
        };
    }

    /// <summary>An attribute with a whole number.</summary>
    public static AttributeProto Int(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    /// <summary>An attribute with a number.</summary>
    public static AttributeProto Float(string name, float value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    /// <summary>An attribute with a text.</summary>
    public static AttributeProto Text(string name, string value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    /// <summary>An attribute with whole numbers.</summary>
    public static AttributeProto Ints(string name, IEnumerable<int> values) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values.Select(v => (long)v) } };

    private static ByteString LittleEndian(ReadOnlySpan<float> elements)
    {
        if (BitConverter.IsLittleEndian) return ByteString.CopyFrom(MemoryMarshal.AsBytes(elements));
        byte[] bytes = new byte[elements.Length * sizeof(float)];
        for (int i = 0; i < elements.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), elements[i]);
        return UnsafeByteOperations.UnsafeWrap(bytes);
    }
}
