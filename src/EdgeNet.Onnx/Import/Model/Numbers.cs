using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import.Model;

/// <summary>What numbers become in an element type: rounded to nearest even, wrapped modulo 2 to the number of bits.</summary>
internal static class Numbers
{
    /// <summary>A number as a floating-point type holds it.</summary>
    public static double Round(DataType type, double value) => type switch
    {
        DataType.Float => (float)value,
        DataType.Float16 => (double)(Half)value,
        DataType.Bfloat16 => RoundToBfloat16(value),
        _ => value,
    };

    /// <summary>A whole number as a type holds it; of uint64, its bits.</summary>
    public static long Wrap(DataType type, long value) => type switch
    {
        DataType.Bool => value != 0 ? 1 : 0,
        DataType.Int8 => unchecked((sbyte)value),
        DataType.Uint8 => unchecked((byte)value),
        DataType.Int16 => unchecked((short)value),
        DataType.Uint16 => unchecked((ushort)value),
        DataType.Int32 => unchecked((int)value),
        DataType.Uint32 => unchecked((uint)value),
        DataType.Uint4 => value & 0xF,
        DataType.Int4 => ((value & 0xF) ^ 8) - 8,
        DataType.Uint2 => value & 3,
        DataType.Int2 => ((value & 3) ^ 2) - 2,
        _ => value,
    };

    /// <summary>A number with a fraction as a type of whole numbers holds it: cut off, and wrapped where it is out of range.</summary>
    public static long Truncate(DataType type, double value)
    {
        if (type == DataType.Bool) return value != 0 ? 1 : 0;
        if (type == DataType.Uint64 && value >= long.MaxValue) return value >= ulong.MaxValue ? -1 : unchecked((long)(ulong)value);
        return Wrap(type, TensorData.Truncate(value));
    }

    /// <summary>A comparison of whole numbers of a type.</summary>
    public static int Compare(DataType type, long a, long b) => type == DataType.Uint64 ? unchecked((ulong)a).CompareTo(unchecked((ulong)b)) : a.CompareTo(b);

    /// <summary>bfloat16: the upper half of a float32, to nearest even in one step.</summary>
    private static double RoundToBfloat16(double value)
    {
        float nearest = (float)value;
        if (!float.IsFinite(nearest)) return nearest;
        int bits = BitConverter.SingleToInt32Bits(nearest);
        // Where float32 lies halfway between two, what float64 had beside it decides.
        if ((bits & 0xFFFF) == 0x8000 && nearest != value) bits += Math.Abs(value) > Math.Abs((double)nearest) ? 1 : -1;
        return BitConverter.Int32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & unchecked((int)0xFFFF0000));
    }
}
