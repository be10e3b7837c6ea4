using EdgeNet.Safety;
using EdgeNet.Training.Transfer.PyTorch;

namespace EdgeNet.Training.Transfer;

/// <summary>
/// The tensors of a file that a network was trained into, by this project or another tool: safetensors, or PyTorch's zip files (.pth, .pt).
/// Unlike <see cref="SafetensorsFile"/> with <see cref="WeightsValidation"/>, nothing says that it fits a network:
/// <see cref="WeightTransfer"/> takes as much as matches.
/// </summary>
public sealed class PretrainedFile : IDisposable
{
    /// <summary>Longer names are nobody's: a pickle may repeat one of megabytes at a few bytes each.</summary>
    private const int MostCharacters = 1_000;

    /// <summary>A safetensors file begins with eight bytes of a length; JSON follows.</summary>
    private const int LengthBytes = 8;

    private readonly IDisposable? _owner;

    /// <summary>Takes tensors that were read elsewhere, such as those of an ONNX file.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="tensors">The tensors, in the order in which the network computes with them.</param>
    public PretrainedFile(string name, IReadOnlyList<PretrainedTensor> tensors)
        : this(name, tensors, isOrdered: true, owner: null)
    {
    }

    internal PretrainedFile(string name, IReadOnlyList<PretrainedTensor> tensors, bool isOrdered, IDisposable? owner)
    {
        Name = name;
        Tensors = tensors;
        IsOrdered = isOrdered;
        _owner = owner;
    }

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>Its tensors of floats. Counters and other integers are left out.</summary>
    public IReadOnlyList<PretrainedTensor> Tensors { get; }

    /// <summary>Whether the tensors stand in the order of the layers; safetensors files are mostly sorted by name.</summary>
    internal bool IsOrdered { get; }

    /// <summary>Opens a file, by its content.</summary>
    /// <param name="path">The file; it stays open.</param>
    /// <exception cref="WeightsException">It is of neither kind, is damaged, or would have code run.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static PretrainedFile Open(string path)
    {
        Span<byte> start = stackalloc byte[LengthBytes + 1];
        int read;
        using (FileStream stream = File.OpenRead(path)) read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        start = start[..read];
        if (start.StartsWith("PK"u8)) return PyTorchFile.Open(path);
        // The pickles of torch.save before version 1.6: a protocol, then a long number.
        if (start.Length > 2 && start[0] == 0x80 && start[1] is >= 1 and <= 5 && start[2] == 0x8A)
            throw new WeightsException(
                $"{path}: written by PyTorch before 1.6, whose files are not read: save the weights again with torch.save.");
        bool mayBeSafetensors = start.Length > LengthBytes && start[LengthBytes] == '{';
        if (!mayBeSafetensors && !path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)) throw NeitherKind(path, start);
        SafetensorsFile file = SafetensorsFile.Open(path);
        try
        {
            return OfSafetensors(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static WeightsException NeitherKind(string path, ReadOnlySpan<byte> start)
    {
        string text = System.Text.Encoding.Latin1.GetString(start);
        string found = start.IsEmpty ? "an empty file"
            : text.All(c => c is >= ' ' and <= '~') ? $"a file that begins with '{text}'"
            : $"a file that begins with the bytes {Convert.ToHexString(start)}";
        return new WeightsException(
            $"{path}: expected weights, a safetensors file, or one of PyTorch (.pth, .pt), which is a zip file; found {found}.");
    }

    /// <inheritdoc/>
    public void Dispose() => _owner?.Dispose();

    private static PretrainedFile OfSafetensors(SafetensorsFile file)
    {
        var tensors = new List<PretrainedTensor>();
        foreach (var tensor in file.Tensors)
        {
            if (tensor.DataType is not ("F32" or "F16" or "BF16")) continue;
            CheckName(tensor.Name, file.Name);
            tensors.Add(new PretrainedTensor(tensor.Name, tensor.Shape, () => file.GetParameter(tensor.Name).ToArray()));
        }

        return new PretrainedFile(file.Name, tensors, isOrdered: false, file);
    }

    /// <summary>Refuses a tensor's name that is too long to be worked with.</summary>
    /// <param name="name">The name.</param>
    /// <param name="file">The file's name, for errors.</param>
    /// <exception cref="WeightsException">It is.</exception>
    internal static void CheckName(string name, string file)
    {
        if (name.Length > MostCharacters)
            throw new WeightsException(FormattableString.Invariant(
                $"{file}: tensor {Quote(name)}: expected a name of at most {MostCharacters} characters, found {name.Length}."));
    }

    /// <summary>A name that a file gave, for messages.</summary>
    internal static string Quote(string name) => $"'{PlainText.Shorten(name, 80)}'";
}
