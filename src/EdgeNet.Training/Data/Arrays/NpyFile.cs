using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EdgeNet.Training.Data.Streaming;
using static System.FormattableString;

namespace EdgeNet.Training.Data.Arrays;

/// <summary>
/// Reads .npy files, NumPy's format (NEP 1, versions 1 to 3): a magic text, the length of a header, the header (a Python dictionary of
/// descr, fortran_order and shape), then the elements. Nothing is allocated on the header's word; objects, which are pickled, are refused.
/// </summary>
internal static partial class NpyFile
{
    private const int MagicLength = 6;
    private const int MostHeader = 1 << 16;
    private const int MostAxes = 32;
    private const int FirstPiece = 1 << 16;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a stream.</summary>
    /// <param name="stream">The stream, seekable or not.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="TrainingException">The stream is no .npy file, or does not hold what its header says.</exception>
    public static NumberArray Read(Stream stream, string name)
    {
        var (type, dimensions, inFortranOrder, _) = ReadHeader(stream, name);
        long total = type.Bytes;
        foreach (int dimension in dimensions)
        {
            // Each factor is below 2^31 and the product so far too, so the next one is below 2^62.
            total *= dimension;
            if (total > Array.MaxLength)
                throw new TrainingException($"{name}: the header says {string.Join("×", dimensions)} elements: too many.");
        }

        byte[] data = ReadElements(stream, name, (int)total);
        if (type.AreBytes)
            return new NumberArray(name, dimensions) { Bytes = inFortranOrder ? Reorder(data, dimensions) : data };
        float[] values = new float[data.Length / type.Bytes];
        for (int i = 0; i < values.Length; i++) values[i] = type.Element(data.AsSpan(i * type.Bytes, type.Bytes));
        return new NumberArray(name, dimensions) { Values = inFortranOrder ? Reorder(values, dimensions) : values };
    }

    /// <summary>Reads what stands before the elements.</summary>
    /// <param name="stream">The stream, which then stands at the elements.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <returns>Their type, the sizes of the axes, whether the first axis varies fastest, and where the elements begin.</returns>
    /// <exception cref="TrainingException">The stream is no .npy file.</exception>
    public static (NumberType Type, IReadOnlyList<int> Dimensions, bool InFortranOrder, long Offset) ReadHeader(Stream stream, string name)
    {
        Span<byte> start = stackalloc byte[MagicLength + 2];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.StartsWith(Magic))
            throw new TrainingException($"{name}: expected a .npy file, which begins with \\x93NUMPY, found something else.");
        int version = start[MagicLength];
        if (version is < 1 or > 3) throw new TrainingException(Invariant($"{name}: expected version 1, 2 or 3 of .npy, found {version}."));
        Span<byte> size = stackalloc byte[4];
        size.Clear();
        int sizeLength = version == 1 ? 2 : 4;
        if (stream.ReadAtLeast(size[..sizeLength], sizeLength, throwOnEndOfStream: false) < sizeLength) throw CutOff(name);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (length > MostHeader)
            throw new TrainingException(Invariant($"{name}: expected a header of at most {MostHeader} bytes, found {length}."));
        byte[] header = new byte[length];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length) throw CutOff(name);
        (NumberType type, int[] dimensions, bool inFortranOrder) = Parse(name, Encoding.Latin1.GetString(header));
        long total = type.Bytes;
        foreach (int dimension in dimensions)
        {
            if (dimension != 0 && total > long.MaxValue / dimension)
                throw new TrainingException($"{name}: the header says {string.Join("×", dimensions)} elements: too many.");
            total *= dimension;
        }

        return (type, dimensions, inFortranOrder, MagicLength + 2 + sizeLength + length);
    }

    private static (NumberType Type, int[] Dimensions, bool InFortranOrder) Parse(string name, string header)
    {
        Match type = TypePattern().Match(header), order = OrderPattern().Match(header), shape = ShapePattern().Match(header);
        if (!type.Success && header.Contains("'descr'", StringComparison.Ordinal) && header.Contains('[', StringComparison.Ordinal))
            throw new TrainingException($"{name}: expected numbers, found records of several fields.");
        if (!type.Success || !order.Success || !shape.Success)
            throw new TrainingException(
                $"{name}: expected a header with descr, fortran_order and shape, found '{Safety.PlainText.Shorten(header.Trim(), 100)}'.");
        return (ReadType(type.Groups[1].Value, name), ReadShape(shape.Groups[1].Value, name), order.Groups[1].Value == "True");
    }

    private static NumberType ReadType(string text, string name)
    {
        // "<f4", "|u1", ">i8": byte order, kind, bytes.
        if (text.Length >= 2 && text.TrimStart('<', '>', '|', '=') is [var kind, .. var rest]
            && int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out int bytes)
            && (kind, bytes) is ('b', 1) or ('u' or 'i', 1 or 2 or 4 or 8) or ('f', 2 or 4 or 8))
            return new NumberType(kind, bytes, text[0] == '>');
        string found = text switch
        {
            "|O" or "O" => "Python objects, which would have to be unpickled",
            _ when text.TrimStart('<', '>', '|', '=') is ['U' or 'S', ..] =>
                $"texts, '{Safety.PlainText.Shorten(text, 20)}'; save the numbers of the classes (numpy.unique with return_inverse), or a folder for each class",
            _ => $"'{Safety.PlainText.Shorten(text, 20)}'",
        };
        throw new TrainingException($"{name}: expected elements of type b1, u1 to u8, i1 to i8, f2, f4 or f8, found {found}.");
    }

    private static int[] ReadShape(string text, string name)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        int[] dimensions = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts.Length > MostAxes || !int.TryParse(parts[i].TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out dimensions[i]))
                throw new TrainingException(
                    $"{name}: expected a shape of at most {MostAxes} sizes below 2^31, found ({Safety.PlainText.Shorten(text, 60)}).");
        }

        return dimensions;
    }

    /// <summary>Column-major to row-major.</summary>
    private static T[] Reorder<T>(T[] data, IReadOnlyList<int> dimensions)
    {
        var ordered = new T[data.Length];
        int[] index = new int[dimensions.Count];
        for (int i = 0; i < data.Length; i++)
        {
            int target = 0;
            for (int axis = 0; axis < dimensions.Count; axis++) target = target * dimensions[axis] + index[axis];
            ordered[target] = data[i];
            for (int axis = 0; axis < dimensions.Count && ++index[axis] == dimensions[axis]; axis++) index[axis] = 0;
        }

        return ordered;
    }

    /// <summary>Grows as the data come: a header may promise gigabytes that are not there.</summary>
    private static byte[] ReadElements(Stream stream, string name, int expected)
    {
        byte[] bytes = new byte[Math.Min(expected, FirstPiece)];
        int found = 0;
        while (true)
        {
            found += stream.ReadAtLeast(bytes.AsSpan(found), bytes.Length - found, throwOnEndOfStream: false);
            if (found < bytes.Length)
                throw new TrainingException(Invariant($"{name}: expected {expected} bytes of elements, the file ends after {found}."));
            if (found == expected) break;
            Array.Resize(ref bytes, (int)Math.Min(expected, 4L * bytes.Length));
        }

        if (stream.ReadByte() >= 0)
            throw new TrainingException(Invariant($"{name}: expected {expected} bytes of elements, the file holds more."));
        return bytes;
    }

    private static TrainingException CutOff(string name) => new($"{name}: expected a header, the file ends before it does.");

    [GeneratedRegex("""['"]descr['"]\s*:\s*['"]([^'"]*)['"]""", RegexOptions.CultureInvariant)]
    private static partial Regex TypePattern();

    [GeneratedRegex("""['"]fortran_order['"]\s*:\s*(True|False)""", RegexOptions.CultureInvariant)]
    private static partial Regex OrderPattern();

    [GeneratedRegex("""['"]shape['"]\s*:\s*\(([^)]*)\)""", RegexOptions.CultureInvariant)]
    private static partial Regex ShapePattern();
}
