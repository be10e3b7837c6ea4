using System.Buffers.Binary;
using static System.FormattableString;

namespace EdgeNet;

/// <summary>The header of a safetensors file, read and checked: its tensors cover the data section without overlap or hole.</summary>
internal sealed class SafetensorsHeader
{
    private SafetensorsHeader(int dataStart, SafetensorsTensor[] tensors, in SafetensorsHeaderReader reader)
    {
        DataStart = dataStart;
        Tensors = tensors;
        Fingerprint = reader.Fingerprint;
        Checksum = reader.Checksum;
        ChecksumStart = SafetensorsFormat.PrefixLength + reader.ChecksumStart;
        OwnMetadata = reader.OwnMetadata;
        FileLength = dataStart + (tensors.Length == 0 ? 0L : tensors[^1].End);
    }

    /// <summary>Where the data section begins in the file.</summary>
    public int DataStart { get; }

    /// <summary>What the whole file must measure.</summary>
    public long FileLength { get; }

    /// <summary>In the order of their data.</summary>
    public SafetensorsTensor[] Tensors { get; }

    /// <summary>The network's fingerprint, if the file carries one.</summary>
    public string? Fingerprint { get; }

    /// <summary>The checksum's digits, if the file carries one.</summary>
    public string? Checksum { get; }

    /// <summary>Where these digits stand in the file.</summary>
    public int ChecksumStart { get; }

    /// <summary>This project's other metadata.</summary>
    public IReadOnlyDictionary<string, string> OwnMetadata { get; }

    /// <summary>The length of the header, from the file's first bytes.</summary>
    /// <param name="start">The file's bytes, as many as there are, up to <see cref="SafetensorsFormat.PrefixLength"/>.</param>
    /// <param name="file">The file's name, for errors.</param>
    public static int ReadLength(ReadOnlySpan<byte> start, string file)
    {
        if (start.Length < SafetensorsFormat.PrefixLength)
        {
            throw new WeightsException(Invariant(
                $"{file}: truncated: expected at least {SafetensorsFormat.PrefixLength} bytes, found {start.Length}."));
        }
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (length > SafetensorsFormat.MaxHeaderLength)
        {
            throw new WeightsException(Invariant(
                $"{file}: not a safetensors file: expected a header of at most {SafetensorsFormat.MaxHeaderLength} bytes, found a length of {length}."));
        }
        return (int)length;
    }

    /// <summary>Reads the header out of a file's bytes.</summary>
    /// <param name="bytes">The file up to its header's end, or more of it.</param>
    /// <param name="file">The file's name, for errors.</param>
    public static SafetensorsHeader Read(ReadOnlySpan<byte> bytes, string file)
    {
        int length = ReadLength(bytes, file);
        ReadOnlySpan<byte> rest = bytes[SafetensorsFormat.PrefixLength..];
        if (length > rest.Length)
            throw new WeightsException(Invariant($"{file}: truncated: expected a header of {length} bytes, found {rest.Length}."));

        var reader = new SafetensorsHeaderReader(rest[..length], file);
        reader.Read();
        SafetensorsTensor[] tensors = [.. reader.Tensors];
        // Where one tensor is empty, it and its neighbour begin at the same byte.
        Array.Sort(tensors, static (a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        CheckContiguous(tensors, file);
        CheckOwn(reader, file);
        return new SafetensorsHeader(SafetensorsFormat.PrefixLength + length, tensors, reader);
    }

    private static void CheckContiguous(SafetensorsTensor[] tensors, string file)
    {
        int end = 0;
        foreach (SafetensorsTensor tensor in tensors)
        {
            if (tensor.Begin != end)
            {
                string what = tensor.Begin < end ? "overlaps the tensor before it" : "leaves a hole before it";
                throw new WeightsException(Invariant(
                    $"{file}: tensor {WeightsText.Name(tensor.Name)} {what}: expected its data at {end}, found {tensor.Begin}."));
            }
            end = tensor.End;
        }
    }

    /// <summary>One flipped bit in a key must not turn this project's file into one that is checked less.</summary>
    private static void CheckOwn(in SafetensorsHeaderReader reader, string file)
    {
        if (reader.HasOwnMetadata && (reader.Fingerprint is null || reader.Checksum is null))
        {
            throw new WeightsException(
                $"{file}: expected metadata {SafetensorsFormat.FingerprintKey} and {SafetensorsFormat.ChecksumKey} together, "
                + $"or nothing that begins with '{SafetensorsFormat.OwnPrefix}'.");
        }
    }
}
