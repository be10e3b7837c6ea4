using System.Runtime.InteropServices;
using System.Security.Cryptography;
using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>Labelled pictures as a network takes them: its input shape, a byte a value, ink 255 and paper 0.</summary>
public sealed class ImageSet
{
    private const float Scale = 1 / 255f;

    private readonly byte[] _pixels;
    private readonly int[] _labels;

    /// <summary>Takes pictures and labels.</summary>
    /// <param name="shape">The shape of one picture: (channels, height, width), or (length).</param>
    /// <param name="pixels">The pictures one after the other, channels first. Not copied.</param>
    /// <param name="labels">The class of each picture, 0 or more. Not copied.</param>
    /// <exception cref="TrainingException">The counts do not fit.</exception>
    public ImageSet(IReadOnlyList<int> shape, byte[] pixels, int[] labels)
    {
        Shape = [.. shape];
        ImageLength = shape.Aggregate(1, (product, size) => checked(product * size));
        if ((long)ImageLength * labels.Length != pixels.Length)
            throw new TrainingException(Invariant(
                $"Expected {labels.Length} pictures of {string.Join("×", shape)} = {ImageLength} values, found {pixels.Length} values."));
        if (labels.Any(label => label < 0)) throw new TrainingException(Invariant($"Expected labels of 0 or more, found {labels.Min()}."));
        _pixels = pixels;
        _labels = labels;
    }

    /// <summary>The shape of one picture.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Values of one picture.</summary>
    public int ImageLength { get; }

    /// <summary>Pictures.</summary>
    public int Count => _labels.Length;

    /// <summary>The class of each picture.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>The class of one picture.</summary>
    /// <param name="index">The picture.</param>
    public int Label(int index) => _labels[index];

    /// <summary>One picture as it is stored.</summary>
    /// <param name="index">The picture.</param>
    public ReadOnlySpan<byte> Pixels(int index) => _pixels.AsSpan(index * ImageLength, ImageLength);

    /// <summary>One picture as a network takes it: values in [0, 1].</summary>
    /// <param name="index">The picture.</param>
    /// <param name="image">Receives <see cref="ImageLength"/> values.</param>
    public void Read(int index, Span<float> image)
    {
        ReadOnlySpan<byte> pixels = Pixels(index);
        for (int i = 0; i < pixels.Length; i++)
            image[i] = pixels[i] * Scale;
    }

    /// <summary>A copy of some of the pictures.</summary>
    /// <param name="indices">Which.</param>
    public ImageSet Select(ReadOnlySpan<int> indices)
    {
        byte[] pixels = new byte[(long)indices.Length * ImageLength];
        int[] labels = new int[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            Pixels(indices[i]).CopyTo(pixels.AsSpan(i * ImageLength));
            labels[i] = _labels[indices[i]];
        }

        return new ImageSet(Shape, pixels, labels);
    }

    /// <summary>The first eight hexadecimal digits of a SHA-256 over pictures and labels.</summary>
    internal string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_pixels);
        hash.AppendData(MemoryMarshal.AsBytes(Labels));
        return Convert.ToHexStringLower(hash.GetHashAndReset(), 0, 4);
    }
}
