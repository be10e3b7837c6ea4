using EdgeNet.Onnx.Proto;
using Google.Protobuf;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>Tensors of ONNX files.</summary>
internal static class Tensors
{
    /// <summary>A tensor.</summary>
    /// <param name="type">The elements' type.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="elements">The elements.</param>
    /// <param name="asRaw">Whether as bytes, or in the field of the type.</param>
    public static TensorProto Of(DataType type, int[] shape, double[] elements, bool asRaw)
    {
        var tensor = new TensorProto { DataType = (int)type };
        tensor.Dims.Add(shape.Select(s => (long)s));
        if (asRaw) tensor.RawData = ByteString.CopyFrom([.. elements.SelectMany(e => Bytes(type, e))]);
        else if (type == DataType.Float) tensor.FloatData.Add(elements.Select(e => (float)e));
        else if (type == DataType.Double) tensor.DoubleData.Add(elements);
        else if (type == DataType.Int64) tensor.Int64Data.Add(elements.Select(e => (long)e));
        else if (type == DataType.Float16) tensor.Int32Data.Add(elements.Select(e => (int)BitConverter.HalfToUInt16Bits((Half)e)));
        else tensor.Int32Data.Add(elements.Select(e => (int)e));
        return tensor;
    }

    private static byte[] Bytes(DataType type, double element) => type switch
    {
        DataType.Float => BitConverter.GetBytes((float)element),
        DataType.Double => BitConverter.GetBytes(element),
        DataType.Float16 => BitConverter.GetBytes((Half)element),
        DataType.Int64 => BitConverter.GetBytes((long)element),
        DataType.Int32 => BitConverter.GetBytes((int)element),
        DataType.Int16 => BitConverter.GetBytes((short)element),
        DataType.Int8 => [(byte)(sbyte)element],
        DataType.Uint8 or DataType.Bool => [(byte)element],
        _ => throw new ArgumentException($"No tensors of {type}.", nameof(type)),
    };
}
