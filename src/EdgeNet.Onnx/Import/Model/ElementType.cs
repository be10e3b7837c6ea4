using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import.Model;

/// <summary>What is to be known of a tensor's element type.</summary>
internal static class ElementType
{
    /// <summary>Bytes of one element, or 0 for a type that networks do not compute with.</summary>
    public static int Size(DataType type) => type switch
    {
        DataType.Bool or DataType.Int8 or DataType.Uint8 => 1,
        DataType.Float16 or DataType.Bfloat16 or DataType.Int16 or DataType.Uint16 => 2,
        DataType.Float or DataType.Int32 or DataType.Uint32 => 4,
        DataType.Double or DataType.Int64 or DataType.Uint64 => 8,
        _ => 0,
    };

    /// <summary>Bits of an element of which several lie in a byte, the first in its lowest bits; 0 for other types.</summary>
    public static int PackedBits(DataType type) => type switch
    {
        DataType.Int4 or DataType.Uint4 => 4,
        DataType.Int2 or DataType.Uint2 => 2,
        _ => 0,
    };

    /// <summary>Whether constants of a type can be read.</summary>
    public static bool IsReadable(DataType type) => Size(type) > 0 || PackedBits(type) > 0;

    /// <summary>Bytes of elements in a file.</summary>
    public static long Bytes(DataType type, long count) => PackedBits(type) is > 0 and var bits ? (count * bits + 7) / 8 : count * Size(type);

    /// <summary>The smallest and largest number of a type that values are quantized to.</summary>
    /// <exception cref="ImportProblemException">They are not quantized to it.</exception>
    public static (int Low, int High) QuantizedRange(DataType type) => type switch
    {
        DataType.Uint16 => (0, ushort.MaxValue),
        DataType.Int16 => (short.MinValue, short.MaxValue),
        DataType.Uint8 => (0, byte.MaxValue),
        DataType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        DataType.Uint4 => (0, 15),
        DataType.Int4 => (-8, 7),
        DataType.Uint2 => (0, 3),
        DataType.Int2 => (-2, 1),
        _ => throw new ImportProblemException($"quantizes to {Name((int)type)}; integers of 2 to 16 bits are supported"),
    };

    /// <summary>Whether elements are numbers with a fraction, which networks compute in float32.</summary>
    public static bool IsFloating(DataType type) => type is DataType.Float or DataType.Double or DataType.Float16 or DataType.Bfloat16;

    /// <summary>The type as messages call it: "float16", "int64".</summary>
    public static string Name(int type) => Enum.IsDefined((DataType)type)
        ? ((DataType)type).ToString().ToLowerInvariant()
        : FormattableString.Invariant($"type {type}");
}
