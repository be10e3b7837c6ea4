using System.Buffers.Binary;

namespace EdgeNet.Training.Data.Streaming;

/// <summary>A type of numbers in files.</summary>
/// <param name="Kind">u, b, i or f, as NumPy names kinds.</param>
/// <param name="Bytes">Bytes of one.</param>
/// <param name="IsBig">Whether the most significant byte is first.</param>
internal readonly record struct NumberType(char Kind, int Bytes, bool IsBig)
{
    /// <summary>Whether the numbers are unsigned bytes.</summary>
    public bool AreBytes => Bytes == 1 && Kind is 'u' or 'b';

    /// <summary>The type of an IDX file.</summary>
    public static NumberType Of(IdxType type) => type switch
    {
        IdxType.UInt8 => new('u', 1, true),
        IdxType.Int8 => new('i', 1, true),
        IdxType.Int16 => new('i', 2, true),
        IdxType.Int32 => new('i', 4, true),
        IdxType.Float32 => new('f', 4, true),
        _ => new('f', 8, true),
    };

    /// <summary>The number that some bytes are.</summary>
    public float Element(ReadOnlySpan<byte> element)
    {
        Span<byte> little = stackalloc byte[8];
        element.CopyTo(little);
        if (IsBig) little[..element.Length].Reverse();
        return (Kind, element.Length) switch
        {
            ('i', 1) => (sbyte)little[0],
            ('u' or 'b', 1) => little[0],
            ('u', 2) => BinaryPrimitives.ReadUInt16LittleEndian(little),
            ('i', 2) => BinaryPrimitives.ReadInt16LittleEndian(little),
            ('u', 4) => BinaryPrimitives.ReadUInt32LittleEndian(little),
            ('i', 4) => BinaryPrimitives.ReadInt32LittleEndian(little),
            ('u', _) => BinaryPrimitives.ReadUInt64LittleEndian(little),
            ('i', _) => BinaryPrimitives.ReadInt64LittleEndian(little),
            ('f', 2) => (float)BinaryPrimitives.ReadHalfLittleEndian(little),
            ('f', 4) => BinaryPrimitives.ReadSingleLittleEndian(little),
            _ => (float)BinaryPrimitives.ReadDoubleLittleEndian(little),
        };
    }
}
