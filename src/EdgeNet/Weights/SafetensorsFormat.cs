namespace EdgeNet;

/// <summary>
/// What reader and writer agree on. The format: 8 bytes little-endian header length; the header, a JSON object from tensor names to
/// data type, shape and offsets; then the raw little-endian data, without holes
/// (https://github.com/huggingface/safetensors, "Format").
/// </summary>
/// <remarks>
/// This project's files carry two entries of metadata, and those of <see cref="WeightsMetadata"/>. "edgenet.fingerprint" is <see cref="NetworkInfo.Fingerprint"/>.
/// "edgenet.checksum" is the CRC-32C of the whole file, length, header and data, as 8 lower-case hexadecimal digits, computed with
/// those digits taken as zeros: so it protects names, shapes, offsets and metadata as it does the data.
/// </remarks>
internal static class SafetensorsFormat
{
    /// <summary>Bytes before the header.</summary>
    public const int PrefixLength = sizeof(ulong);

    /// <summary>The most bytes of header that the format's own library accepts.</summary>
    public const int MaxHeaderLength = 100_000_000;

    /// <summary>More axes than any framework writes.</summary>
    public const int MaxRank = 64;

    public const string Metadata = "__metadata__";

    /// <summary>Every metadata key of this project begins so.</summary>
    public const string OwnPrefix = "edgenet.";

    /// <summary>The most characters of this project's metadata, fingerprint and checksum aside: names of 100,000 classes fit.</summary>
    public const int MaxMetadataLength = 16 << 20;

    public const string FingerprintKey = "edgenet.fingerprint";

    public const string ChecksumKey = "edgenet.checksum";

    /// <summary>Hexadecimal digits of a checksum.</summary>
    public const int ChecksumDigits = 8;

    public const string Float32 = "F32";

    /// <summary>IEEE 754 binary16.</summary>
    public const string Float16 = "F16";

    /// <summary>The upper half of a binary32.</summary>
    public const string BFloat16 = "BF16";

    /// <summary>What stands for the checksum while it is computed.</summary>
    public static ReadOnlySpan<byte> NoChecksum => "00000000"u8;

    /// <summary>Whether elements of a data type are read as 32-bit floats: the 16-bit ones are widened, which loses nothing.</summary>
    public static bool IsFloat(string dataType) => dataType is Float32 or Float16 or BFloat16;

    /// <summary>Bytes of one element, or 0 for an unknown data type.</summary>
    public static int ElementSize(string dataType) => dataType switch
    {
        "BOOL" or "U8" or "I8" or "F8_E5M2" or "F8_E4M3" or "F8_E8M0" => 1,
        "I16" or "U16" or Float16 or BFloat16 => 2,
        "I32" or "U32" or Float32 => 4,
        "I64" or "U64" or "F64" or "C64" => 8,
        _ => 0,
    };
}
