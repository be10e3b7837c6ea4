using System.IO.Compression;
using EdgeNet.Safety;
using static System.FormattableString;

namespace EdgeNet.Training.Transfer.PyTorch;

/// <summary>
/// What torch.save writes since PyTorch 1.6: a zip file of NAME/data.pkl, a pickle of the objects around the tensors, and NAME/data/0, 1,
/// …, the numbers. Nothing in it is compressed, so that no file takes more memory than it has bytes.
/// </summary>
internal sealed class PyTorchFile : IDisposable
{
    private const string Pickle = "/data.pkl";
    private const long MostPickleBytes = 16 << 20;

    /// <summary>Dicts that a checkpoint keeps its weights in, the first that is there.</summary>
    private static readonly string[] Nests =
        ["state_dict", "model_state_dict", "model", "module", "net", "network", "weights", "params", "ema"];

    private readonly string _path;
    private readonly ZipArchive _zip;
    private readonly string _folder;

    private PyTorchFile(string path, ZipArchive zip, string folder)
    {
        _path = path;
        _zip = zip;
        _folder = folder;
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="WeightsException">It is no such file, is damaged, or would have code run.</exception>
    public static PretrainedFile Open(string path)
    {
        ZipArchive? zip = null;
        try
        {
            zip = ZipFile.OpenRead(path);
            ZipArchiveEntry pickle = zip.Entries.FirstOrDefault(
                    e => e.FullName.EndsWith(Pickle, StringComparison.Ordinal)
                        && e.FullName.IndexOf('/') == e.FullName.Length - Pickle.Length)
                ?? throw new WeightsException($"{path}: a zip file without NAME/data.pkl; expected weights as torch.save writes them.");
            string folder = pickle.FullName[..^Pickle.Length];
            if (zip.GetEntry(folder + "/byteorder") is { } order
                && !(order.Length < 16 && ReadAll(order, path).AsSpan().StartsWith("little"u8)))
                throw new WeightsException($"{path}: expected numbers in little-endian order, found another.");
            if (pickle.Length > MostPickleBytes)
                throw new WeightsException(
                    Invariant($"{path}: expected a data.pkl of at most {MostPickleBytes >> 20} MB, found {pickle.Length} bytes."));
            object? root = new PickleReader(ReadAll(pickle, path), path).Read();
            var file = new PyTorchFile(path, zip, folder);
            return new PretrainedFile(path, file.Tensors(StateDict(root, path)), isOrdered: true, file);
        }
        catch (InvalidDataException e)
        {
            zip?.Dispose();
            throw new WeightsException($"{path}: a damaged zip file: {PlainText.Shorten(e.Message, 120)}");
        }
        catch
        {
            zip?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _zip.Dispose();

    /// <summary>
    /// The dict with tensors: the file's own, or one that a checkpoint holds beside the optimizer's memory and other things.
    /// </summary>
    private static PickleDictionary StateDict(object? root, string path)
    {
        if (root is not PickleDictionary dictionary)
            throw new WeightsException($"{path}: expected a dict of tensors. {TorchObjects.Advice}");
        if (HasTensors(dictionary)) return dictionary;
        foreach (string nest in Nests)
        {
            object? value = dictionary.Pairs.LastOrDefault(p => p.Key is string key && key == nest).Value;
            if (value is PickleDictionary nested && HasTensors(nested)) return nested;
        }

        PickleDictionary[] others = [.. dictionary.Pairs.Select(p => p.Value).OfType<PickleDictionary>().Where(HasTensors)];
        if (others.Length == 1) return others[0];
        string[] keys = [.. dictionary.Pairs.Select(p => p.Key).OfType<string>().Take(8).Select(PretrainedFile.Quote)];
        throw new WeightsException(
            $"{path}: expected a dict of tensors, or one under 'state_dict' or 'model', found "
            + $"{(keys.Length > 0 ? string.Join(", ", keys) : "none")}. {TorchObjects.Advice}");
    }

    private static bool HasTensors(PickleDictionary dictionary) => dictionary.Pairs.Any(p => p.Key is string && p.Value is TorchTensor);

    private List<PretrainedTensor> Tensors(PickleDictionary state)
    {
        // Of two with the same name the later one counts, as in Python.
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var tensors = new List<PretrainedTensor>();
        foreach ((object? key, object? value) in state.Pairs)
        {
            if (key is not string name || value is not TorchTensor { Storage.Type.ToFloat: not null } tensor) continue;
            PretrainedFile.CheckName(name, _path);
            var read = new PretrainedTensor(name, tensor.Shape, () => Read(name, tensor));
            if (places.TryAdd(name, tensors.Count)) tensors.Add(read);
            else tensors[places[name]] = read;
        }

        return tensors;
    }

    private float[] Read(string name, TorchTensor tensor)
    {
        TorchStorage storage = tensor.Storage;
        string what = $"{_path}: tensor {PretrainedFile.Quote(name)}", place = $"data/{PlainText.Shorten(storage.Key, 20)}";
        ZipArchiveEntry entry = _zip.GetEntry($"{_folder}/data/{storage.Key}")
            ?? throw new WeightsException($"{what}: its numbers, {place}, are not in the file.");
        if (entry.Length / storage.Type.Bytes < storage.Count)
            throw new WeightsException(Invariant($"{what}: expected {storage.Count} numbers in {place}, found {entry.Length} bytes."));
        long length = (tensor.Reach + 1) * storage.Type.Bytes;
        if (length > Array.MaxLength) throw new WeightsException(Invariant($"{what}: expected at most 2 GB, found {length} bytes."));
        try
        {
            return tensor.Read(Read(entry, tensor.Offset * storage.Type.Bytes, (int)length, _path));
        }
        catch (InvalidDataException e)
        {
            throw new WeightsException($"{what}: a damaged zip file: {PlainText.Shorten(e.Message, 120)}");
        }
    }

    private static byte[] ReadAll(ZipArchiveEntry entry, string path) => Read(entry, 0, (int)Math.Min(entry.Length, Array.MaxLength), path);

    private static byte[] Read(ZipArchiveEntry entry, long offset, int length, string path)
    {
        if (entry.CompressedLength != entry.Length || entry.Length > new FileInfo(path).Length)
            throw new WeightsException(
                $"{path}: {PretrainedFile.Quote(entry.FullName)} is compressed; expected a file as torch.save writes it.");
        using Stream stream = entry.Open();
        byte[] bytes = new byte[length];
        byte[] skipped = new byte[(int)Math.Min(offset, 1 << 16)];
        try
        {
            for (long left = offset; left > 0; left -= Math.Min(left, skipped.Length))
                stream.ReadExactly(skipped, 0, (int)Math.Min(left, skipped.Length));
            stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException)
        {
            throw new WeightsException($"{path}: {PretrainedFile.Quote(entry.FullName)} is shorter than it says.");
        }

        return bytes;
    }
}
