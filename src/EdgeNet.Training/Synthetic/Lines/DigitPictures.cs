using EdgeNet.Training.Data;

namespace EdgeNet.Training.Synthetic.Lines;

/// <summary>Pictures of single digits, 28×28 with ink 255, sorted by digit, each with the box around its ink.</summary>
internal sealed class DigitPictures
{
    /// <summary>Rows and columns of a picture.</summary>
    public const int Side = 28;

    private const int InkLevel = 64;

    private readonly ImageSet _images;
    private readonly int[][] _byDigit;
    private readonly (byte Left, byte Top, byte Right, byte Bottom)[] _boxes;

    /// <param name="images">The pictures, shape (1, 28, 28); labels past 9 are left out.</param>
    /// <exception cref="TrainingException">The pictures have another shape, or a digit has none.</exception>
    public DigitPictures(ImageSet images)
    {
        if (images.ImageLength != Side * Side)
            throw new TrainingException($"Lines expect pictures of {Side}×{Side}, found {string.Join("×", images.Shape)}.");
        _images = images;
        _boxes = new (byte, byte, byte, byte)[images.Count];
        var lists = new List<int>[10];
        for (int d = 0; d < 10; d++)
            lists[d] = [];
        for (int i = 0; i < images.Count; i++)
        {
            if (images.Label(i) > 9 || Box(images.Pixels(i)) is not { } box) continue;
            _boxes[i] = box;
            lists[images.Label(i)].Add(i);
        }

        _byDigit = [.. lists.Select(l => l.ToArray())];
        for (int d = 0; d < 10; d++)
        {
            if (_byDigit[d].Length == 0) throw new TrainingException($"Lines expect pictures of every digit, found none of {d}.");
        }
    }

    /// <summary>A random picture of a digit.</summary>
    /// <param name="digit">0 to 9.</param>
    /// <param name="random">The generator.</param>
    /// <returns>Its number.</returns>
    public int Pick(int digit, ref SampleRandom random) => _byDigit[digit][random.Next(_byDigit[digit].Length)];

    /// <summary>The grey values of a picture.</summary>
    public ReadOnlySpan<byte> Pixels(int picture) => _images.Pixels(picture);

    /// <summary>The box around a picture's ink; right and bottom lie behind it.</summary>
    public (byte Left, byte Top, byte Right, byte Bottom) Box(int picture) => _boxes[picture];

    private static (byte, byte, byte, byte)? Box(ReadOnlySpan<byte> pixels)
    {
        int left = Side, top = Side, right = 0, bottom = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] < InkLevel) continue;
            left = Math.Min(left, i % Side);
            right = Math.Max(right, i % Side + 1);
            top = Math.Min(top, i / Side);
            bottom = Math.Max(bottom, i / Side + 1);
        }

        return right > left ? ((byte)left, (byte)top, (byte)right, (byte)bottom) : null;
    }
}
