using System.Globalization;
using EdgeNet.Onnx.Proto;
using EdgeNet.Safety;
using static EdgeNet.Onnx.Proto.TensorProto.Types;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Model;

/// <summary>
/// Tensors' data in files beside the model (https://onnx.ai/onnx/repo-docs/ExternalData.html). Only files below the model's folder are
/// opened: not by an absolute path, not through "..", and not through a link that leads elsewhere. Where the model is a link itself, as in a
/// cache of downloads, the folder that it leads to counts too.
/// </summary>
/// <param name="model">The model's path.</param>
internal sealed class ExternalData(string model)
{
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(model))!;

    /// <summary>The folders of the model, as named and as its links lead to, without links.</summary>
    private readonly string[] _roots = [RealPath.Of(Path.GetDirectoryName(Path.GetFullPath(model))!), Path.GetDirectoryName(RealPath.Of(model))!];

    private readonly SortedSet<string> _files = new(StringComparer.Ordinal);

    /// <summary>The files that tensors have their data in, so far.</summary>
    public IReadOnlyCollection<string> Files => _files;

    /// <summary>Checks where a tensor's data lie; they are read when needed.</summary>
    /// <exception cref="InvalidDataException">They are not there, or not where they may be.</exception>
    public TensorData Read(TensorProto proto, DataType type, int count, string label)
    {
        string location = Entry(proto, "location") ?? throw new InvalidDataException($"{label} has its data in another file, but does not say in which");
        string path = Resolve(location, label);
        _files.Add(path);
        long expected = ElementType.Bytes(type, count);
        long offset = Number(proto, "offset", label) ?? 0, fileLength = new FileInfo(path).Length;
        long length = Number(proto, "length", label) ?? expected;
        if (expected > Array.MaxLength)
            throw new InvalidDataException(Invariant($"{label} has the shape {Dimensions.Text(proto.Dims)} = {expected} bytes; the limit is {Array.MaxLength}"));
        if (length != expected)
            throw new InvalidDataException(Invariant($"{label} has the shape {Dimensions.Text(proto.Dims)} = {expected} bytes; its entry for '{ModelReader.Shorten(location)}' says {length}"));
        if (offset > fileLength || length > fileLength - offset)
            throw new InvalidDataException(Invariant($"{label} needs {length} bytes of '{ModelReader.Shorten(location)}' from byte {offset} on; the file has {fileLength}"));
        return new RawTensorData(type, count, () => ReadBytes(path, offset, (int)length, label));
    }

    private string Resolve(string location, string label)
    {
        InvalidDataException Outside() => new($"{label} has its data in '{ModelReader.Shorten(location)}'; expected a file in the model's folder or below it");
        // Both separators count on every system: a file must not mean another thing elsewhere.
        string[] parts = location.Split('/', '\\');
        if (Path.IsPathRooted(location) || location.Contains(':') || location.Contains('\0') || parts.Any(p => p is "" or "..") || parts[^1] == ".") throw Outside();
        string path = RealPath.Of(Path.Combine([_folder, .. parts]));
        if (!_roots.Any(root => IsBelow(root, path)))
        {
            throw new InvalidDataException($"{label} has its data in '{ModelReader.Shorten(location)}', which is a link that leads out of the model's folder; "
                + "expected a file in it or below it: put the file itself there, or open the model where the link leads to");
        }

        if (FileKind.OtherThanRegular(path) is { } kind) throw new InvalidDataException($"{label} has its data in '{ModelReader.Shorten(location)}'; expected a file, found {kind}");
        if (!File.Exists(path)) throw new InvalidDataException($"{label} has its data in '{ModelReader.Shorten(location)}'; there is no such file beside the model");
        return path;
    }

    private static bool IsBelow(string root, string path) =>
        path.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static ReadOnlyMemory<byte> ReadBytes(string path, long offset, int length, string label)
    {
        byte[] bytes = new byte[length];
        using FileStream file = File.OpenRead(path);
        file.Position = offset;
        int read = file.ReadAtLeast(bytes, length, throwOnEndOfStream: false);
        if (read < length) throw new InvalidDataException(Invariant($"{label} needs {length} bytes of '{Path.GetFileName(path)}' from byte {offset} on; the file has become shorter"));
        return bytes;
    }

    private static string? Entry(TensorProto proto, string key) => proto.ExternalData.LastOrDefault(e => e.Key == key)?.Value;

    private static long? Number(TensorProto proto, string key, string label)
    {
        if (Entry(proto, key) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)) return number;
        throw new InvalidDataException($"{label} has its data in another file; expected its {key} to be a number, found '{ModelReader.Shorten(text)}'");
    }
}
