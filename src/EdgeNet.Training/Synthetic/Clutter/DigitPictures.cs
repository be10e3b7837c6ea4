using EdgeNet.Training.Data;

namespace EdgeNet.Training.Synthetic.Clutter;

/// <summary>The pictures of digits that a data set has, by class, as material for crops.</summary>
internal sealed class DigitPictures
{
    private readonly ImageSet _images;
    private readonly int[][] _ofDigit;

    /// <param name="images">Pictures of 1×32×32 of the digits 0 to 9.</param>
    /// <param name="count">How many of them, from the first on, serve.</param>
    /// <exception cref="TrainingException">The pictures have another shape, or a digit has none.</exception>
    public DigitPictures(ImageSet images, int count)
    {
        if (images.Shape is not [1, 32, 32])
            throw new TrainingException($"Clutter expects digits of 1×32×32, found {string.Join("×", images.Shape)}. Train without it.");
        _images = images;
        int[] all = [.. Enumerable.Range(0, count)];
        _ofDigit = [.. Enumerable.Range(0, 10).Select(digit => all.Where(i => images.Label(i) == digit).ToArray())];
        if (Array.FindIndex(_ofDigit, pictures => pictures.Length == 0) is var none and >= 0)
            throw new TrainingException($"Clutter expects pictures of each digit, found none of {none}. Train without it.");
    }

    /// <summary>A picture of a digit.</summary>
    /// <param name="digit">0 to 9.</param>
    /// <param name="random">The generator.</param>
    /// <param name="picture">Receives 32×32 values, ink 1.</param>
    public void Pick(int digit, ref SampleRandom random, Span<float> picture) =>
        _images.Read(_ofDigit[digit][random.Next(_ofDigit[digit].Length)], picture);
}
