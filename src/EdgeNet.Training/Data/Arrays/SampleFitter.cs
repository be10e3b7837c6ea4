using EdgeNet.Training.Data.Streaming;
using EdgeNet.Vision.Preparation;
using static System.FormattableString;

namespace EdgeNet.Training.Data.Arrays;

/// <summary>
/// Brings the samples of an array to a network's input: pictures of one or three channels by <see cref="PicturePreparer"/>; anything else
/// as it is, where the sizes agree, with axes of size 1 left out or the channels last, or stretched. What has no room in memory is
/// brought to it when it is asked for.
/// </summary>
internal static class SampleFitter
{
    /// <summary>Makes a part of a data set.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="inputShape">The network's input shape.</param>
    /// <param name="options">How samples are prepared.</param>
    /// <param name="mayResize">Whether numbers of other sizes are stretched; else they are refused.</param>
    /// <exception cref="TrainingException">The samples do not fit the network or the labels.</exception>
    public static ImageSet Fit(
        NumberArray samples, int[] labels, IReadOnlyList<int> inputShape, DatasetOptions options, bool mayResize = false)
    {
        if (samples.Dimensions.Count < 2)
            throw new TrainingException($"{samples.Path}: expected samples along the first axis, found an array of {samples.Shape}.");
        int count = samples.Dimensions[0];
        if (labels.Length != count)
            throw new TrainingException(Invariant($"{samples.Path} holds {count} samples, but there are {labels.Length} labels."));
        if (count == 0 || samples.Dimensions.Contains(0)) throw new TrainingException($"{samples.Path} holds no samples: {samples.Shape}.");
        if (samples.Mapped is null) CheckLength(samples.Path, count, inputShape);
        int[] sample = [.. samples.Dimensions.Skip(1)];
        bool mayBePictures = options.Preparation?.Kind != InputKind.Values;
        if (mayBePictures && Picture(sample, inputShape) is { } picture && PictureLevels.Of(samples) is { } levels)
            return FitPictures(levels, labels, picture, inputShape, options);
        return FitNumbers(samples, sample, labels, inputShape, mayResize);
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

    private static ImageSet FitPictures(
        PictureLevels levels, int[] labels, (int Channels, int Height, int Width, bool IsLast) picture, IReadOnlyList<int> inputShape,
            DatasetOptions options)
    {
        var array = new ArrayPictures(levels, picture);
        IReadOnlyList<int> shape = inputShape.Count == 3 ? inputShape : [picture.Channels, picture.Height, picture.Width];
        // Ink on paper, as MNIST's: then a picture with a bright border, which the network never saw, is one of dark ink.
        PictureInversion inversion = shape[0] == 1 && array.HaveDarkBorders(labels.Length) ? PictureInversion.BrightPaper
            : PictureInversion.None;
        InputPreparation preparation = options.ForPictures(shape, inversion);
        if (levels.AreMapped)
        {
            int[] rows = [.. Enumerable.Range(0, labels.Length)];
            return new ImageSet(inputShape, new PictureStore(array, labels.Length, preparation), rows,
                labels) { Preparation = preparation };
        }

        byte[] pixels = new byte[labels.Length * preparation.Length];
        Parallel.For(0, labels.Length, () => (Preparer: new PicturePreparer(preparation), Scratch: array.CreateScratch()), (i, _, own) =>
        {
            own.Preparer.PrepareBytes(array.Planes(i, own.Scratch), pixels.AsSpan(i * preparation.Length, preparation.Length));
            return own;
        }, _ => { });
        return new ImageSet(inputShape, pixels, labels) { Preparation = preparation };
    }

    private static ImageSet FitNumbers(NumberArray samples, int[] sample, int[] labels, IReadOnlyList<int> inputShape, bool mayResize)
    {
        int[] wanted = [.. inputShape];
        if (NumberLayout.Of(sample, wanted) is not { } layout || (layout.Resizes && !mayResize))
            throw new TrainingException(
                $"{samples.Path}: samples of {string.Join("×", sample)} do not fit a network whose input is {string.Join("×", wanted)}.");
        var preparation = new InputPreparation(InputKind.Values, wanted) { Resize = layout.Resizes ? NumberResize.Stretch
            : NumberResize.None };
        if (samples.Mapped is { } mapped)
        {
            var store = new NumberStore(samples.Path, mapped, labels.Length, layout);
            return new ImageSet(wanted, store, [.. Enumerable.Range(0, labels.Length)], labels) { Preparation = preparation };
        }

        if (samples.Values is { } values && Array.FindIndex(values, v => !float.IsFinite(v)) is >= 0 and var bad)
            throw new TrainingException(Invariant(
                $"{samples.Path}: sample {bad / layout.FromLength}: expected finite numbers, found {values[bad]}."));
        if (layout.Resizes)
        {
            float[] resized = new float[labels.Length * layout.ToLength];
            Parallel.For(0, labels.Length, () => (Placer: new NumberPlacer(layout), Scratch: new float[layout.FromLength]), (i, _, own) =>
            {
                for (int k = 0; k < own.Scratch.Length; k++) own.Scratch[k] = samples[i * layout.FromLength + k];
                own.Placer.Place(own.Scratch, resized.AsSpan(i * layout.ToLength, layout.ToLength));
                return own;
            }, _ => { });
            return new ImageSet(wanted, resized, labels) { Preparation = preparation };
        }

        return samples.Bytes is { } bytes
            ? new ImageSet(wanted, layout.IsLast ? NumberPlacer.ChannelsFirst(bytes, layout) : bytes, labels) { Preparation = preparation }
            : new ImageSet(wanted, layout.IsLast ? NumberPlacer.ChannelsFirst(samples.Values!, layout)
            : samples.Values!, labels) { Preparation = preparation };
    }
}
