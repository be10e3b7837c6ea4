using System.Buffers.Binary;

namespace EdgeNet.Training.Transfer.PyTorch;

/// <summary>The type of a storage's numbers.</summary>
/// <param name="Bytes">Bytes of a number.</param>
/// <param name="ToFloat">A number's value; null for integers, which are no weights.</param>
internal sealed record TorchType(int Bytes, Func<byte[], int, float>? ToFloat)
{
    private static readonly Dictionary<string, TorchType> ByStorage = new(StringComparer.Ordinal)
    {
        ["FloatStorage"] = new(4, (bytes, at) => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(at))),
        ["DoubleStorage"] = new(8, (bytes, at) => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(at))),
        ["HalfStorage"] = new(2, (bytes, at) => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes.AsSpan(at))),
        ["BFloat16Storage"] = new(2, (bytes, at) =>
            BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at)) << 16)),
        ["LongStorage"] = new(8, null),
        ["IntStorage"] = new(4, null),
        ["ShortStorage"] = new(2, null),
        ["CharStorage"] = new(1, null),
        ["ByteStorage"] = new(1, null),
        ["BoolStorage"] = new(1, null),
    };

    /// <summary>The type of a class of storages; null for one that is not known.</summary>
    /// <param name="name">The class's name in torch: "FloatStorage".</param>
    public static TorchType? Of(string name) => ByStorage.GetValueOrDefault(name);
}
