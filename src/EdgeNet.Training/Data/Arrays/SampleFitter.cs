using EdgeNet.Vision.Preparation;
using static System.FormattableString;

namespace EdgeNet.Training.Data.Arrays;

/// <summary>
/// Brings the samples of an array to a network's input: pictures of one or three channels by <see cref="PicturePreparer"/>; anything else
/// as it is, where the sizes agree, with axes of size 1 left out or the channels last.
/// </summary>
internal static class SampleFitter
{
    private const float White = 255;

    /// <summary>Makes a part of a data set.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="inputShape">The network's input shape.</param>
    /// <param name="options">How samples are prepared.</param>
    /// <exception cref="TrainingException">The samples do not fit the network or the labels.</exception>
    public static ImageSet Fit(NumberArray samples, int[] labels, IReadOnlyList<int> inputShape, DatasetOptions options)
    {
        if (samples.Dimensions.Count < 2)
            throw new TrainingException($"{samples.Path}: expected samples along the first axis, found an array of {samples.Shape}.");
        int count = samples.Dimensions[0];
        if (labels.Length != count)
            throw new TrainingException(Invariant($"{samples.Path} holds {count} samples, but there are {labels.Length} labels."));
        if (count == 0 || samples.Length == 0) throw new TrainingException($"{samples.Path} holds no samples: {samples.Shape}.");
        CheckLength(samples.Path, count, inputShape);
        int[] sample = [.. samples.Dimensions.Skip(1)];
        bool mayBePictures = options.Preparation?.Kind != InputKind.Values;
        if (mayBePictures && Picture(sample, inputShape) is { } picture && Levels(samples) is { } levels)
            return FitPictures(levels, labels, picture, inputShape, options);
        return FitNumbers(samples, sample, labels, inputShape);
    }

    /// <summary>Refuses what has no room in one array, before it is made.</summary>
    /// <exception cref="TrainingException">The samples together are too many numbers.</exception>
    public static void CheckLength(string name, long count, IReadOnlyList<int> inputShape)
    {
        long length = inputShape.Aggregate(1L, (product, size) => product * size);
        if (count * length > Array.MaxLength)
        {
            throw new TrainingException(Invariant(
                $"{name}: {count:N0} samples of {string.Join("×", inputShape)} are {count * length / 1e9:0.0} billion numbers, and {Array.MaxLength / 1e9:0.0} billion fit in memory; take at most {Array.MaxLength / length:N0} samples, or a network with a smaller input."));
        }
    }

    /// <summary>
    /// The picture that a sample of some sizes is: (channels, height, width, whether channels are last); null where it is none.
    /// </summary>
    private static (int Channels, int Height, int Width, bool IsLast)? Picture(int[] sample, IReadOnlyList<int> inputShape)
    {
        int length = sample.Aggregate(1, (product, size) => checked(product * size));
        bool takesPictures = inputShape.Count == 3 && inputShape[0] is 1 or 3;
        bool isVector = inputShape.Count == 1 && inputShape[0] == length && sample.Length is 2 or 3;
        if (!takesPictures && !isVector) return null;
        return sample switch
        {
            [var height, var width] => (1, height, width, false),
            [1 or 3, var height, var width] => (sample[0], height, width, false),
            // Two channels of 3×3 are no picture of 2×3 in colours.
            [> 4 and var height, > 4 and var width, 1 or 3] => (sample[2], height, width, true),
            // Rows of a table: pictures of the network's own size.
            [_] when takesPictures && length == inputShape[0] * inputShape[1] * inputShape[2] =>
                (inputShape[0], inputShape[1], inputShape[2], false),
            // MNIST's table has 784 columns.
            [784] when takesPictures => (1, 28, 28, false),
            _ => null,
        };
    }

    /// <summary>
    /// The samples as 8-bit levels; null where they are other numbers. Floats of 0 to 1 are levels too, as Keras' users have them.
    /// </summary>
    private static byte[]? Levels(NumberArray samples)
    {
        if (samples.Bytes is { } bytes) return bytes;
        float smallest = float.PositiveInfinity, largest = float.NegativeInfinity;
        bool isWhole = true;
        foreach (float value in samples.Values!)
        {
            smallest = Math.Min(smallest, value);
            largest = Math.Max(largest, value);
            isWhole &= value == MathF.Floor(value);
        }

        if (!(smallest >= 0 && (largest <= 1 || (isWhole && largest <= White)))) return null;
        float factor = largest <= 1 ? White : 1;
        return Array.ConvertAll(samples.Values!, value => (byte)MathF.Round(factor * value));
    }

    private static ImageSet FitPictures(
        byte[] levels, int[] labels, (int Channels, int Height, int Width, bool IsLast) picture, IReadOnlyList<int> inputShape, DatasetOptions options)
    {
        var (channels, height, width, isLast) = picture;
        int length = channels * height * width;
        IReadOnlyList<int> shape = inputShape.Count == 3 ? inputShape : [channels, height, width];
        PictureInversion inversion = shape[0] == 1 && HaveDarkBorders() ? PictureInversion.BrightPaper : PictureInversion.None;
        InputPreparation preparation = options.ForPictures(shape, inversion);
        var preparer = new PicturePreparer(preparation);
        byte[] pixels = new byte[labels.Length * preparation.Length];
        for (int i = 0; i < labels.Length; i++)
            preparer.PrepareBytes(Planes(i), pixels.AsSpan(i * preparation.Length, preparation.Length));
        return new ImageSet(inputShape, pixels, labels) { Preparation = preparation };

        PixelPlanes Planes(int i) => new(levels.AsSpan(i * length, length), width, height)
        {
            Channels = channels,
            RowStep = isLast ? channels * width : width,
            PixelStep = isLast ? channels : 1,
            ChannelStep = isLast ? 1 : height * width,
        };

        // Ink on paper, as MNIST's: then a picture with a bright border, which the network never saw, is one of dark ink.
        bool HaveDarkBorders()
        {
            for (int i = 0; i < labels.Length; i++)
                if (PicturePreparer.HasBrightBorder(Planes(i))) return false;
            return true;
        }
    }

    private static ImageSet FitNumbers(NumberArray samples, int[] sample, int[] labels, IReadOnlyList<int> inputShape)
    {
        int[] wanted = [.. inputShape];
        bool fits = WithoutOnes(sample).SequenceEqual(WithoutOnes(wanted)) || (sample.Length == 1 && sample[0] == wanted.Aggregate(1, (p, s) => p * s));
        bool isLast = !fits && sample.Length == wanted.Length && sample[^1] == wanted[0] && sample[..^1].SequenceEqual(wanted[1..]);
        if (!fits && !isLast)
            throw new TrainingException(
                $"{samples.Path}: samples of {string.Join("×", sample)} do not fit a network whose input is {string.Join("×", wanted)}.");
        int channels = wanted[0], plane = wanted.Aggregate(1, (p, s) => p * s) / channels;
        if (samples.Bytes is { } bytes)
            return new ImageSet(wanted, isLast ? ChannelsFirst(bytes, channels, plane) : bytes, labels) { Preparation = new InputPreparation(InputKind.Values, wanted) };
        float[] values = isLast ? ChannelsFirst(samples.Values!, channels, plane) : samples.Values!;
        int bad = Array.FindIndex(values, v => !float.IsFinite(v));
        if (bad >= 0)
            throw new TrainingException(Invariant(
                $"{samples.Path}: sample {bad / (channels * plane)}: expected finite numbers, found {values[bad]}."));
        return new ImageSet(wanted, values, labels) { Preparation = new InputPreparation(InputKind.Values, wanted) };
    }

    private static int[] WithoutOnes(int[] sizes) => [.. sizes.Where(s => s != 1)];

    private static T[] ChannelsFirst<T>(T[] last, int channels, int plane)
    {
        var first = new T[last.Length];
        for (int sample = 0; sample < last.Length; sample += channels * plane)
            for (int i = 0; i < plane; i++)
                for (int c = 0; c < channels; c++)
                    first[sample + c * plane + i] = last[sample + i * channels + c];
        return first;
    }
}
