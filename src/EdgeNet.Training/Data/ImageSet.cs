using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using EdgeNet.Training.Data.Streaming;
using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>
/// Labelled samples of a network's input shape: pictures, a byte a value (ink 255 and paper 0), or numbers of series and volumes, bytes or
/// floats as they were measured. They are kept in memory, or, where they have no room there, decoded when they are asked for.
/// </summary>
public sealed class ImageSet
{
    private const float Scale = 1 / 255f;

    private readonly byte[]? _pixels;
    private readonly float[]? _values;
    private readonly SampleStore? _store;
    private readonly int[] _rows = [];
    private readonly int[] _labels;

    [ThreadStatic]
    private static byte[]? _scratch;

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

    /// <summary>Takes samples that are not kept in memory.</summary>
    /// <param name="shape">The shape of one sample, channels first.</param>
    /// <param name="store">Where they are read.</param>
    /// <param name="rows">The number in the store of each.</param>
    /// <param name="labels">The class of each.</param>
    internal ImageSet(IReadOnlyList<int> shape, SampleStore store, int[] rows, int[] labels)
        : this(shape, (long)labels.Length * shape.Aggregate(1, (product, size) => checked(product * size)), labels)
    {
        _store = store;
        _rows = rows;
    }

    private ImageSet(IReadOnlyList<int> shape, long values, int[] labels)
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

    /// <summary>The file of each sample; null where several are in one.</summary>
    internal string[]? Files { get; init; }

    /// <summary>The number of each sample in the training part that it was chosen from; null where none was chosen.</summary>
    private int[]? Numbers { get; init; }

    /// <summary>The class of each sample; 0 of all where there are <see cref="Targets"/>.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>What is to be learnt of the samples where that is no single class; null where it is.</summary>
    /// <exception cref="TrainingException">There are not as many rows as samples.</exception>
    public TargetSet? Targets
    {
        get;
        init
        {
            if (value is not null && value.Count != Count)
                throw new TrainingException(Invariant($"Expected targets of {Count} samples, found those of {value.Count}."));
            field = value;
        }
    }

    private Details About
    {
        get => new(Preparation, Targets, Files, Numbers);
        init => (Preparation, Targets, Files, Numbers) = value;
    }

    /// <summary>Whether the samples are pictures, 8 bits a value.</summary>
    internal bool ArePictures => AreBytes && Preparation is not { Kind: InputKind.Values };

    /// <summary>Whether the samples are decoded when they are asked for.</summary>
    internal bool IsStreamed => _store is not null;

    /// <summary>The bytes that a sample is stored in.</summary>
    internal int SampleBytes => checked(ImageLength * (AreBytes ? 1 : sizeof(float)));

    private bool AreBytes => _pixels is not null || _store is { AreBytes: true };

    /// <summary>The class of one sample.</summary>
    /// <param name="index">The sample.</param>
    public int Label(int index) => _labels[index];

    /// <summary>One picture as it is stored.</summary>
    /// <param name="index">The picture.</param>
    /// <exception cref="InvalidOperationException">The samples are floats.</exception>
    public ReadOnlySpan<byte> Pixels(int index)
    {
        if (!AreBytes) throw new InvalidOperationException("The samples are floats, not pictures.");
        if (_pixels is not null) return _pixels.AsSpan(index * ImageLength, ImageLength);
        byte[] pixels = new byte[ImageLength];
        _store!.Read(_rows[index], pixels);
        return pixels;
    }

    /// <summary>One sample as a network takes it: prepared to the end, pictures in [0, 1] unless their preparation scales them further.</summary>
    /// <param name="index">The sample.</param>
    /// <param name="image">Receives <see cref="ImageLength"/> values.</param>
    public void Read(int index, Span<float> image)
    {
        ReadRaw(index, image);
        Finish(image);
    }

    /// <summary>The file of a sample, or its place among others: "training sample 17".</summary>
    /// <param name="index">The sample.</param>
    /// <param name="part">The name of the part that the samples are, such as "test"; those chosen out of the training part are its.</param>
    public string SampleName(int index, string part) =>
        Files?[index] ?? Invariant($"{(Numbers is null ? part : "training")} sample {Numbers?[index] ?? index}");

    /// <summary>Some of the samples: a copy where they are kept in memory.</summary>
    /// <param name="indices">Which.</param>
    public ImageSet Select(ReadOnlySpan<int> indices)
    {
        byte[]? pixels = _pixels is null ? null : new byte[(long)indices.Length * ImageLength];
        float[]? values = _values is null ? null : new float[(long)indices.Length * ImageLength];
        int[] labels = new int[indices.Length];
        int[] rows = new int[_store is null ? 0 : indices.Length];
        int[] numbers = new int[indices.Length];
        string[]? files = Files is null ? null : new string[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            int from = indices[i] * ImageLength, to = i * ImageLength;
            _pixels?.AsSpan(from, ImageLength).CopyTo(pixels.AsSpan(to));
            _values?.AsSpan(from, ImageLength).CopyTo(values.AsSpan(to));
            if (_store is not null) rows[i] = _rows[indices[i]];
            labels[i] = _labels[indices[i]];
            numbers[i] = Numbers?[indices[i]] ?? indices[i];
            if (files is not null) files[i] = Files![indices[i]];
        }

        return Make(pixels, values, rows, labels, new(Preparation, Targets?.Select(indices), files, numbers));
    }

    /// <summary>The same samples with another preparation.</summary>
    internal ImageSet With(InputPreparation preparation) => Make(_pixels, _values, _rows, _labels, About with { Preparation = preparation });

    /// <summary>The same samples with targets in place of classes.</summary>
    internal ImageSet With(TargetSet? targets) => Make(_pixels, _values, _rows, new int[Count], About with { Targets = targets });

    /// <summary>The file of a sample, or its place among others: "training sample 17".</summary>
    /// <param name="index">The sample.</param>
    /// <param name="part">The part that the samples are.</param>
    internal string NameOf(int index, DataPart part) => SampleName(index, PartNames.NameOf(part));

    /// <summary>One sample as distortions take it: pictures in [0, 1], numbers as they were measured.</summary>
    internal void ReadRaw(int index, Span<float> image)
    {
        if (_values is not null) _values.AsSpan(index * ImageLength, ImageLength).CopyTo(image);
        else if (_pixels is not null) Widen(_pixels.AsSpan(index * ImageLength, ImageLength), image);
        else
        {
            Span<byte> sample = Scratch();
            _store!.Read(_rows[index], sample);
            Widen(sample, image);
        }
    }

    /// <summary>One sample of those that are not kept in memory, as it is stored.</summary>
    internal void ReadBytes(int index, Span<byte> sample) => _store!.Read(_rows[index], sample);

    /// <summary>A stored sample as floats.</summary>
    internal void Widen(ReadOnlySpan<byte> sample, Span<float> image)
    {
        if (!AreBytes)
        {
            MemoryMarshal.Cast<byte, float>(sample).CopyTo(image);
            return;
        }

        float scale = ArePictures ? Scale : 1;
        int i = 0;
        // Vector by vector: a scalar loop would take as long as a small network's layer.
        for (; i <= sample.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            Vector128<byte> bytes = Vector128.CreateScalarUnsafe(MemoryMarshal.Read<ulong>(sample[i..])).AsByte();
            Vector128<ushort> shorts = Vector128.WidenLower(bytes);
            Vector256<int> numbers = Vector256.Create(Vector128.WidenLower(shorts), Vector128.WidenUpper(shorts)).AsInt32();
            (Vector256.ConvertToSingle(numbers) * scale).CopyTo(image[i..]);
        }

        for (; i < sample.Length; i++)
            image[i] = sample[i] * scale;
    }

    /// <summary>What is done to a sample after distortions: mean and deviation.</summary>
    internal void Finish(Span<float> image)
    {
        if (Preparation is { } preparation && (preparation.Mean is not [0] || preparation.Deviation is not [1]))
            preparation.Normalize(image[..ImageLength], image[..ImageLength]);
    }

    /// <summary>The first eight hexadecimal digits of a SHA-256 over samples, labels and scale, wherever the samples are kept.</summary>
    internal string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] digests = new byte[Count * SampleStore.DigestLength];
        Parallel.For(0, Count, i => Digest(i, digests.AsSpan(i * SampleStore.DigestLength, SampleStore.DigestLength)));
        hash.AppendData(digests);
        hash.AppendData(MemoryMarshal.AsBytes(Labels));
        if (Targets is { } targets) hash.AppendData(MemoryMarshal.AsBytes(targets.Values));
        foreach (float number in Preparation is { } preparation ? [.. preparation.Mean, .. preparation.Deviation] : (float[])[])
            hash.AppendData(BitConverter.GetBytes(number));
        return Convert.ToHexStringLower(hash.GetHashAndReset(), 0, 4);
    }

    /// <summary>Tells a sample from others by its content.</summary>
    internal void Digest(int index, Span<byte> digest)
    {
        if (_pixels is not null) SampleStore.Digest(_pixels.AsSpan(index * ImageLength, ImageLength), digest);
        else if (_values is not null) SampleStore.Digest(MemoryMarshal.AsBytes(_values.AsSpan(index * ImageLength, ImageLength)), digest);
        else _store!.Digest(_rows[index], Scratch(), digest);
    }

    private Span<byte> Scratch()
    {
        if (_scratch is null || _scratch.Length < SampleBytes) _scratch = new byte[SampleBytes];
        return _scratch.AsSpan(0, SampleBytes);
    }

    private ImageSet Make(
        byte[]? pixels, float[]? values, int[] rows, int[] labels, Details about) =>
        pixels is not null ? new ImageSet(Shape, pixels, labels) { About = about }
        : values is not null ? new ImageSet(Shape, values, labels) { About = about }
        : new ImageSet(Shape, _store!, rows, labels) { About = about };

    /// <summary>What goes with samples from set to set.</summary>
    private readonly record struct Details(InputPreparation? Preparation, TargetSet? Targets, string[]? Files, int[]? Numbers);
}
