using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>
/// Labelled samples of a network's input shape: pictures, a byte a value (ink 255 and paper 0), or numbers of series and volumes, bytes or
/// floats as they were measured.
/// </summary>
public sealed class ImageSet
{
    private const float Scale = 1 / 255f;

    private readonly byte[]? _pixels;
    private readonly float[]? _values;
    private readonly int[] _labels;

    /// <summary>Takes pictures and labels.</summary>
    /// <param name="shape">The shape of one picture: (channels, height, width), or (length).</param>
    /// <param name="pixels">The pictures one after the other, channels first. Not copied.</param>
    /// <param name="labels">The class of each picture, 0 or more. Not copied.</param>
    /// <exception cref="TrainingException">The counts do not fit.</exception>
    public ImageSet(IReadOnlyList<int> shape, byte[] pixels, int[] labels)
        : this(shape, pixels.Length, labels) => _pixels = pixels;

    /// <summary>Takes numbers and labels.</summary>
    /// <param name="shape">The shape of one sample, channels first.</param>
    /// <param name="values">The samples one after the other, channels first. Not copied.</param>
    /// <param name="labels">The class of each sample, 0 or more. Not copied.</param>
    /// <exception cref="TrainingException">The counts do not fit.</exception>
    public ImageSet(IReadOnlyList<int> shape, float[] values, int[] labels)
        : this(shape, values.Length, labels) => _values = values;

    private ImageSet(IReadOnlyList<int> shape, int values, int[] labels)
    {
        Shape = [.. shape];
        ImageLength = shape.Aggregate(1, (product, size) => checked(product * size));
        if ((long)ImageLength * labels.Length != values)
            throw new TrainingException(Invariant(
                $"Expected {labels.Length} samples of {string.Join("×", shape)} = {ImageLength} values, found {values} values."));
        if (labels.Any(label => label < 0)) throw new TrainingException(Invariant($"Expected labels of 0 or more, found {labels.Min()}."));
        _labels = labels;
    }

    /// <summary>The shape of one sample.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Values of one sample.</summary>
    public int ImageLength { get; }

    /// <summary>Samples.</summary>
    public int Count => _labels.Length;

    /// <summary>
    /// How the samples were prepared, and what is done to them still when they are read: the weights that are learnt from them carry it. Null
    /// where it is not known.
    /// </summary>
    public InputPreparation? Preparation { get; init; }

    /// <summary>The class of each sample.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>Whether the samples are pictures, 8 bits a value.</summary>
    internal bool ArePictures => _pixels is not null && Preparation is not { Kind: InputKind.Values };

    /// <summary>The class of one sample.</summary>
    /// <param name="index">The sample.</param>
    public int Label(int index) => _labels[index];

    /// <summary>One picture as it is stored.</summary>
    /// <param name="index">The picture.</param>
    /// <exception cref="InvalidOperationException">The samples are floats.</exception>
    public ReadOnlySpan<byte> Pixels(int index) => _pixels is null
        ? throw new InvalidOperationException("The samples are floats, not pictures.")
        : _pixels.AsSpan(index * ImageLength, ImageLength);

    /// <summary>One sample as a network takes it: prepared to the end, pictures in [0, 1] unless their preparation scales them further.</summary>
    /// <param name="index">The sample.</param>
    /// <param name="image">Receives <see cref="ImageLength"/> values.</param>
    public void Read(int index, Span<float> image)
    {
        ReadRaw(index, image);
        Finish(image);
    }

    /// <summary>A copy of some of the samples.</summary>
    /// <param name="indices">Which.</param>
    public ImageSet Select(ReadOnlySpan<int> indices)
    {
        byte[]? pixels = _pixels is null ? null : new byte[(long)indices.Length * ImageLength];
        float[]? values = _values is null ? null : new float[(long)indices.Length * ImageLength];
        int[] labels = new int[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            int from = indices[i] * ImageLength, to = i * ImageLength;
            _pixels?.AsSpan(from, ImageLength).CopyTo(pixels.AsSpan(to));
            _values?.AsSpan(from, ImageLength).CopyTo(values.AsSpan(to));
            labels[i] = _labels[indices[i]];
        }

        return pixels is not null
            ? new ImageSet(Shape, pixels, labels) { Preparation = Preparation }
            : new ImageSet(Shape, values!, labels) { Preparation = Preparation };
    }

    /// <summary>The same samples with another preparation.</summary>
    internal ImageSet With(InputPreparation preparation) => _pixels is not null
        ? new ImageSet(Shape, _pixels, _labels) { Preparation = preparation }
        : new ImageSet(Shape, _values!, _labels) { Preparation = preparation };

    /// <summary>One sample as distortions take it: pictures in [0, 1], numbers as they were measured.</summary>
    internal void ReadRaw(int index, Span<float> image)
    {
        if (_values is not null)
        {
            _values.AsSpan(index * ImageLength, ImageLength).CopyTo(image);
            return;
        }

        ReadOnlySpan<byte> pixels = Pixels(index);
        float scale = ArePictures ? Scale : 1;
        int i = 0;
        // Vector by vector: a scalar loop would take as long as a small network's layer.
        for (; i <= pixels.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            Vector128<byte> bytes = Vector128.CreateScalarUnsafe(MemoryMarshal.Read<ulong>(pixels[i..])).AsByte();
            Vector128<ushort> shorts = Vector128.WidenLower(bytes);
            Vector256<int> numbers = Vector256.Create(Vector128.WidenLower(shorts), Vector128.WidenUpper(shorts)).AsInt32();
            (Vector256.ConvertToSingle(numbers) * scale).CopyTo(image[i..]);
        }

        for (; i < pixels.Length; i++)
            image[i] = pixels[i] * scale;
    }

    /// <summary>What is done to a sample after distortions: mean and deviation.</summary>
    internal void Finish(Span<float> image)
    {
        if (Preparation is { } preparation && (preparation.Mean is not [0] || preparation.Deviation is not [1]))
            preparation.Normalize(image[..ImageLength], image[..ImageLength]);
    }

    /// <summary>The first eight hexadecimal digits of a SHA-256 over samples, labels and scale.</summary>
    internal string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (_pixels is not null) hash.AppendData(_pixels);
        if (_values is not null) hash.AppendData(MemoryMarshal.AsBytes(_values.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(Labels));
        foreach (float number in Preparation is { } preparation ? [.. preparation.Mean, .. preparation.Deviation] : (float[])[])
            hash.AppendData(BitConverter.GetBytes(number));
        return Convert.ToHexStringLower(hash.GetHashAndReset(), 0, 4);
    }
}
