using System.Buffers.Binary;
using System.Runtime.InteropServices;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import.Model;

/// <summary>Elements as the format's raw data has them: little-endian, one behind the other.</summary>
/// <param name="type">The element type.</param>
/// <param name="count">Elements.</param>
/// <param name="read">Gives count elements' bytes.</param>
internal sealed class RawTensorData(DataType type, int count, Func<ReadOnlyMemory<byte>> read) : TensorData
{
    /// <inheritdoc/>
    public override float[] ToFloats()
    {
        ReadOnlySpan<byte> bytes = read().Span;
        float[] elements = new float[count];
        if (type == DataType.Float && BitConverter.IsLittleEndian)
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(elements.AsSpan()));
            return elements;
        }

        if (ElementType.PackedBits(type) > 0) return Array.ConvertAll(ToLongs(), v => (float)v);
        int size = ElementType.Size(type);
        for (int i = 0; i < count; i++) elements[i] = Float(bytes.Slice(i * size, size));
        return elements;
    }

    /// <inheritdoc/>
    public override double[] ToDoubles()
    {
        if (type != DataType.Double) return ElementType.IsFloating(type) ? base.ToDoubles() : Array.ConvertAll(ToLongs(), v => (double)v);
        ReadOnlySpan<byte> bytes = read().Span;
        double[] elements = new double[count];
        for (int i = 0; i < count; i++) elements[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
        return elements;
    }

    /// <inheritdoc/>
    public override long[] ToLongs()
    {
        ReadOnlySpan<byte> bytes = read().Span;
        long[] elements = new long[count];
        if (ElementType.PackedBits(type) is > 0 and var bits)
        {
            for (int i = 0; i < count; i++) elements[i] = Numbers.Wrap(type, bytes[(int)((long)i * bits / 8)] >> (int)((long)i * bits % 8));
            return elements;
        }

        int size = ElementType.Size(type);
        for (int i = 0; i < count; i++) elements[i] = Long(bytes.Slice(i * size, size));
        return elements;
    }

    private float Float(ReadOnlySpan<byte> bytes) => type switch
    {
        DataType.Float => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        DataType.Double => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        DataType.Float16 => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        DataType.Bfloat16 => BFloat16(BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
        _ => Long(bytes),
    };

    private long Long(ReadOnlySpan<byte> bytes) => type switch
    {
        DataType.Bool => bytes[0] != 0 ? 1 : 0,
        DataType.Uint8 => bytes[0],
        DataType.Int8 => (sbyte)bytes[0],
        DataType.Uint16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        DataType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        DataType.Uint32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        DataType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        DataType.Uint64 => unchecked((long)BinaryPrimitives.ReadUInt64LittleEndian(bytes)), // its bits
        DataType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        _ => Truncate(type == DataType.Double ? BinaryPrimitives.ReadDoubleLittleEndian(bytes) : Float(bytes)),
    };

    /// <summary>bfloat16 is the upper half of a float32.</summary>
    public static float BFloat16(int bits) => BitConverter.Int32BitsToSingle(bits << 16);
}
