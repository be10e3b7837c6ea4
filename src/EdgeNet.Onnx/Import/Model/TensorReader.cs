using EdgeNet.Onnx.Proto;
using static EdgeNet.Onnx.Proto.TensorProto.Types;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Model;

/// <summary>TensorProto → <see cref="ConstantTensor"/>: nothing is believed before it is compared with the bytes that are there.</summary>
/// <param name="external">Where data outside the file lies, or null where a file may have none.</param>
internal sealed class TensorReader(ExternalData? external)
{
    private long _sparse;

    /// <summary>The files beside the model's own that tensors have their data in, so far.</summary>
    public IReadOnlyCollection<string> DataFiles => external?.Files ?? [];

    /// <summary>Reads a sparse tensor: all its elements are in memory then, most of them 0.</summary>
    /// <param name="proto">The tensor.</param>
    /// <param name="label">What to call it in problems.</param>
    /// <exception cref="InvalidDataException">It is damaged, too large, or of a type that cannot be read; the message is for the user.</exception>
    public ConstantTensor ReadSparse(SparseTensorProto proto, string label)
    {
        if (proto.Values is null || proto.Indices is null) throw new InvalidDataException($"{label} has no values or no indices");
        long length = Dimensions.Length(proto.Dims);
        if (proto.Dims.Count > Dimensions.MaxRank || length < 0 || proto.Dims.Any(d => d > int.MaxValue))
        {
            throw new InvalidDataException(Invariant(
                $"{label} has the shape {Dimensions.Text(proto.Dims)}; expected {Dimensions.MaxRank} axes and {Dimensions.MaxElements} elements at most"));
        }

        ConstantTensor values = Read(proto.Values, label + ", its values,"), indices = Read(proto.Indices, label + ", its indices,");
        return SparseElements.Widen(values, indices, [.. proto.Dims.Select(d => (int)d)], label, ref _sparse);
    }

    /// <summary>Reads a tensor.</summary>
    /// <param name="proto">The tensor.</param>
    /// <param name="label">What to call it in problems.</param>
    /// <exception cref="InvalidDataException">It is damaged or of a type that cannot be read; the message is for the user.</exception>
    public ConstantTensor Read(TensorProto proto, string label)
    {
        var type = (DataType)proto.DataType;
        if (!ElementType.IsReadable(type))
            throw new InvalidDataException($"{label} has elements of {ElementType.Name(proto.DataType)}; floating-point numbers of 16, 32 or 64 bits and integers of 2 to 64 bits can be read");
        long length = Dimensions.Length(proto.Dims);
        if (proto.Dims.Count > Dimensions.MaxRank)
            throw new InvalidDataException(Invariant($"{label} has {proto.Dims.Count} axes; expected {Dimensions.MaxRank} at most"));
        if (length < 0 || proto.Dims.Any(d => d > int.MaxValue))
            throw new InvalidDataException(Invariant($"{label} has the shape {Dimensions.Text(proto.Dims)}; expected no negative size, and {Dimensions.MaxElements} elements at most"));
        return new ConstantTensor(type, [.. proto.Dims.Select(d => (int)d)], ReadData(proto, type, (int)length, label));
    }

    private TensorData ReadData(TensorProto proto, DataType type, int length, string label)
    {
        if (proto.DataLocation == DataLocation.External)
        {
            if (external is null) throw new InvalidDataException($"{label} has its data in another file, which only a model read from a file may have");
            return external.Read(proto, type, length, label);
        }

        if (proto.RawData.Length > 0 || length == 0)
        {
            if (proto.RawData.Length != ElementType.Bytes(type, length))
                throw new InvalidDataException(Invariant($"{label} has the shape {Dimensions.Text(proto.Dims)} = {ElementType.Bytes(type, length)} bytes; found {proto.RawData.Length} bytes of data"));
            ReadOnlyMemory<byte> bytes = proto.RawData.Memory;
            return new RawTensorData(type, length, () => bytes);
        }

        if (ElementType.PackedBits(type) > 0) return ReadPacked(proto, type, length, label);
        int count = Count(proto, type);
        if (count != length)
            throw new InvalidDataException(Invariant($"{label} has the shape {Dimensions.Text(proto.Dims)} = {length} elements; found {count}"));
        return type switch
        {
            DataType.Float => TensorData.Of([.. proto.FloatData]),
            DataType.Double => TensorData.Of((double[])[.. proto.DoubleData]),
            DataType.Float16 => TensorData.Of([.. proto.Int32Data.Select(v => (float)BitConverter.Int16BitsToHalf((short)v))]),
            DataType.Bfloat16 => TensorData.Of([.. proto.Int32Data.Select(RawTensorData.BFloat16)]),
            DataType.Int64 => TensorData.Of([.. proto.Int64Data]),
            DataType.Uint32 or DataType.Uint64 => TensorData.Of([.. proto.Uint64Data.Select(v => unchecked((long)v))]),
            _ => TensorData.Of([.. proto.Int32Data.Select(v => (long)v)]),
        };
    }

    /// <summary>Each number of the list is a byte with several elements.</summary>
    private static TensorData ReadPacked(TensorProto proto, DataType type, int length, string label)
    {
        if (proto.Int32Data.Count != ElementType.Bytes(type, length) || proto.Int32Data.Any(v => v is < sbyte.MinValue or > byte.MaxValue))
            throw new InvalidDataException(Invariant($"{label} has the shape {Dimensions.Text(proto.Dims)} = {ElementType.Bytes(type, length)} bytes; found {proto.Int32Data.Count} numbers, or some that are no bytes"));
        byte[] bytes = [.. proto.Int32Data.Select(v => unchecked((byte)v))];
        return new RawTensorData(type, length, () => bytes);
    }

    private static int Count(TensorProto proto, DataType type) => type switch
    {
        DataType.Float => proto.FloatData.Count,
        DataType.Double => proto.DoubleData.Count,
        DataType.Int64 => proto.Int64Data.Count,
        DataType.Uint32 or DataType.Uint64 => proto.Uint64Data.Count,
        _ => proto.Int32Data.Count,
    };
}
