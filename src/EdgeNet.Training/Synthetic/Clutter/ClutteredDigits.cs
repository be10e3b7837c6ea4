using EdgeNet.Training.Data;
using EdgeNet.Vision.Digits;
using EdgeNet.Vision.Pictures;
using static System.FormattableString;

namespace EdgeNet.Training.Synthetic.Clutter;

/// <summary>
/// Cluttered samples as the digit network takes them: crops drawn by <see cref="CropScene"/>, through the very cleaning and centring
/// that the reader has, <see cref="DigitCrop"/>. One thread's.
/// </summary>
internal sealed class ClutteredDigits
{
    /// <summary>The class of what is no digit.</summary>
    public const int NotADigit = 10;

    private const ulong Stream = 0xC1077E4;

    private readonly CropScene _scene;
    private readonly DigitCrop _crop = new();

    /// <param name="pictures">Pictures of digits.</param>
    public ClutteredDigits(DigitPictures pictures) => _scene = new CropScene(pictures);

    /// <summary>
    /// Adds cluttered samples, and their class, to a data set of digits whose validation part is held out already. Those of the training
    /// part are empty but for their labels, since <see cref="TrainingSamples"/> draws them anew in each epoch.
    /// </summary>
    /// <param name="data">The digits 0 to 9.</param>
    /// <param name="options">How many.</param>
    /// <param name="seed">The same seed draws the same samples.</param>
    /// <exception cref="TrainingException">The data set is not one of digits of 1×32×32.</exception>
    public static Dataset Extend(Dataset data, ClutterOptions options, int seed)
    {
        if (data.Classes.Count != NotADigit)
            throw new TrainingException(Invariant(
                $"{data.Name}: clutter expects the ten digits, found {data.Classes.Count} classes. Train without it."));
        ulong key = SampleRandom.Mix((ulong)seed, Stream);
        ImageSet held = data.Validation!, train = Extend(data.Train, options, SampleRandom.Mix(key, 1));
        ImageSet validation = Extend(held, options, SampleRandom.Mix(key, 2));
        var digits = new ClutteredDigits(new DigitPictures(held, held.Count));
        validation = digits.Draw(validation, held.Count, [.. Enumerable.Range(0, validation.Count)]);
        return new Dataset(data.Name, [.. data.Classes, "no digit"], train, validation, data.Test)
        {
            Warnings = data.Warnings,
            PlainCount = data.Train.Count,
        };
    }

    /// <summary>A copy of some of the samples, the cluttered ones drawn.</summary>
    /// <param name="extended">The samples.</param>
    /// <param name="plain">How many of them, the first ones, are not cluttered.</param>
    /// <param name="indices">Which.</param>
    public ImageSet Draw(ImageSet extended, int plain, ReadOnlySpan<int> indices)
    {
        byte[] pixels = new byte[indices.Length * extended.ImageLength];
        int[] labels = new int[indices.Length];
        float[] input = new float[extended.ImageLength];
        for (int i = 0; i < indices.Length; i++)
        {
            Span<byte> target = pixels.AsSpan(i * input.Length, input.Length);
            labels[i] = extended.Label(indices[i]);
            if (indices[i] < plain)
            {
                extended.Pixels(indices[i]).CopyTo(target);
                continue;
            }

            Draw(labels[i], SampleRandom.Mix(Stream, (ulong)indices[i]), input);
            for (int j = 0; j < input.Length; j++)
                target[j] = (byte)MathF.Round(255 * input[j]);
        }

        return new ImageSet(extended.Shape, pixels, labels) { Preparation = extended.Preparation };
    }

    /// <summary>Draws a sample.</summary>
    /// <param name="label">0 to 9, or <see cref="NotADigit"/>.</param>
    /// <param name="key">The same key draws the same sample.</param>
    /// <param name="input">Receives 32×32 values.</param>
    public void Draw(int label, ulong key, Span<float> input)
    {
        var random = new SampleRandom(key, Stream);
        do
        {
            _scene.Draw(label, ref random);
            // The reader rests its eye on three slants; a network that knows them all needs less of its room for each.
            float deslant = random.Next(2) == 0 ? 0 : random.NextSingle(0, 0.8f);
            if (_crop.Clean(new GreyFrame(_scene.Pixels, _scene.Width, _scene.Height)) && _crop.Draw(deslant, input)) return;
        }
        // A digit that the cleaning loses is not learnt from; an empty input is no digit, as the network should know.
        while (label != NotADigit);
        input.Clear();
    }

    private static ImageSet Extend(ImageSet plain, ClutterOptions options, ulong key)
    {
        int further = Math.Max(1, (int)Math.Round((double)plain.Count * options.Share));
        byte[] pixels = new byte[checked((plain.Count + further) * plain.ImageLength)];
        int[] labels = new int[plain.Count + further];
        plain.Labels.CopyTo(labels);
        for (int i = 0; i < plain.Count; i++)
            plain.Pixels(i).CopyTo(pixels.AsSpan(i * plain.ImageLength));
        for (int i = plain.Count; i < labels.Length; i++)
        {
            var random = new SampleRandom(key, (ulong)i);
            labels[i] = random.NextSingle() < options.NotDigits ? NotADigit : random.Next(10);
        }

        return new ImageSet(plain.Shape, pixels, labels) { Preparation = plain.Preparation };
    }
}
