using System.Buffers.Binary;
using EdgeNet.Training.Data.Files;
using static System.FormattableString;

namespace EdgeNet.Training.Data.Arrays;

/// <summary>
/// Numbers without a header, in the network's shape: a byte each, signed in .bin and .i8, unsigned in .raw, .u8 and .vol, or four bytes
/// each, little-endian floats.
/// </summary>
internal static class RawFile
{
    private static readonly string[] Signed = [".bin", ".i8"];
    private static readonly string[] Unsigned = [".raw", ".u8", ".vol"];

    /// <summary>Whether a file holds raw numbers, by its extension.</summary>
    public static bool Is(string path) => Signed.Concat(Unsigned).Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a file.</summary>
    /// <param name="files">The files.</param>
    /// <param name="path">The file.</param>
    /// <param name="shape">The shape that its numbers have.</param>
    /// <exception cref="TrainingException">It cannot be read, or has another length.</exception>
    public static NumberArray Read(DataFiles files, string path, IReadOnlyList<int> shape)
    {
        try
        {
            int count = shape.Aggregate(1, (product, size) => checked(product * size));
            long length = files.Length(path);
            if (length != count && length != 4L * count)
                throw new TrainingException(Invariant(
                    $"{path}: expected {count} bytes, or {4L * count} of floats, for {string.Join("×", shape)} numbers, found {length}."));
            byte[] bytes = [];
            files.Read(path, ref bytes);
            if (length == count && !Signed.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                return new NumberArray(path, shape) { Bytes = bytes };
            float[] values = new float[count];
            for (int i = 0; i < count; i++)
                values[i] = length == count ? (sbyte)bytes[i] : BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4 * i));
            return new NumberArray(path, shape) { Values = values };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable.Because(path, e);
        }
    }
}
