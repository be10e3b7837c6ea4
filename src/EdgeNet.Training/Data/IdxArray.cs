namespace EdgeNet.Training.Data;

/// <summary>The contents of an IDX file.</summary>
/// <param name="Path">The file, for messages.</param>
/// <param name="Type">The type of the elements.</param>
/// <param name="Dimensions">The size of each axis; the first counts the samples.</param>
/// <param name="Bytes">The elements as they stand in the file: big-endian, last axis fastest.</param>
public sealed record IdxArray(string Path, IdxType Type, IReadOnlyList<int> Dimensions, byte[] Bytes)
{
    /// <summary>Elements.</summary>
    public int Length => Bytes.Length / IdxFile.SizeOf(Type);

    /// <summary>The sizes joined by a multiplication sign.</summary>
    public string Shape => string.Join("×", Dimensions);
}
