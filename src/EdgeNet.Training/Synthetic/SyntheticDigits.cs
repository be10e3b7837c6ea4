using System.Numerics;
using EdgeNet.Training.Data;
using EdgeNet.Training.Data.Arrays;
using EdgeNet.Vision.Preparation;

namespace EdgeNet.Training.Synthetic;

/// <summary>
/// Handwritten digits drawn by this project, so that training works on a bare machine: strokes with jitter, brought to MNIST's form,
/// a 28×28 picture whose digit fits 20×20 with its aspect kept and has its centre of mass in the middle.
/// </summary>
public static class SyntheticDigits
{
    /// <summary>Rows and columns of one picture.</summary>
    public const int Side = 28;

    private const float Box = 20;

    /// <summary>Draws a data set.</summary>
    /// <param name="inputShape">The network's input shape, which the pictures are brought to.</param>
    /// <param name="train">Training pictures.</param>
    /// <param name="test">Test pictures, from the same hand but none of the training ones.</param>
    /// <param name="seed">The same seed draws the same pictures.</param>
    /// <exception cref="TrainingException">Pictures of one channel do not fit the input shape.</exception>
    public static Dataset Create(IReadOnlyList<int> inputShape, int train = 30_000, int test = 5_000, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(train);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(test);
        return new Dataset("synthetic digits", [.. "0123456789".Select(c => c.ToString())],
            DrawPart(inputShape, train, SampleRandom.Mix((ulong)seed, 1)),
            test: DrawPart(inputShape, test, SampleRandom.Mix((ulong)seed, 2)));
    }

    /// <summary>Draws one digit.</summary>
    /// <param name="digit">0 to 9.</param>
    /// <param name="seed">The same seed draws the same picture.</param>
    /// <param name="picture">Receives <see cref="Side"/>² grey values, row by row: ink 255, paper 0.</param>
    public static void Draw(int digit, ulong seed, Span<byte> picture)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(digit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digit, 9);
        if (picture.Length != Side * Side)
            throw new ArgumentException($"Expected {Side * Side} elements, found {picture.Length}.", nameof(picture));
        var random = new SampleRandom(seed, stream: 0xD161);
        List<Vector2[]> lines = DigitWriter.Write(digit, ref random);
        float pen = random.NextSingle(1.3f, 3.4f);
        float softness = random.NextSingle(1, 1.8f);

        (Vector2 min, Vector2 max) = StrokeRaster.Bounds(lines);
        float scale = (Box - pen) / Math.Max(max.X - min.X, max.Y - min.Y);
        Span<float> ink = stackalloc float[Side * Side];
        ink.Clear();
        Vector2 middle = new((Side - 1) / 2f);
        Vector2 origin = middle - scale * (min + max) / 2;
        StrokeRaster.Draw(lines, scale, origin, pen / 2, softness, ink, Side);

        // MNIST's centring by mass is by whole pixels too.
        Vector2 shift = middle - CentreOfMass(ink);
        ink.Clear();
        StrokeRaster.Draw(lines, scale, origin + new Vector2(MathF.Round(shift.X), MathF.Round(shift.Y)), pen / 2, softness, ink, Side);
        for (int i = 0; i < ink.Length; i++)
            picture[i] = (byte)MathF.Round(255 * ink[i]);
    }

    private static ImageSet DrawPart(IReadOnlyList<int> inputShape, int count, ulong key)
    {
        SampleFitter.CheckLength("synthetic digits", count, inputShape);
        int length = inputShape.Aggregate(1, (product, size) => product * size);
        byte[] pixels = new byte[checked(count * length)];
        int[] labels = new int[count];
        // A vector takes the picture as it is.
        IReadOnlyList<int> shape = inputShape is [Side * Side] ? [1, Side, Side] : inputShape;
        if (shape.Count != 3 || shape[0] is not (1 or 3))
            throw new TrainingException($"Synthetic digits are pictures, which do not fit a network whose input is {string.Join("×", inputShape)}; give data with --data.");
        InputPreparation preparation = InputPreparation.DefaultFor(shape);
        Parallel.For(
            0,
            count,
            () => (Preparer: new PicturePreparer(preparation), Picture: new byte[Side * Side]),
            (i, _, local) =>
            {
                labels[i] = i % 10;
                Draw(labels[i], SampleRandom.Mix(key, (ulong)i), local.Picture);
                local.Preparer.PrepareBytes(new PixelPlanes(local.Picture, Side, Side), pixels.AsSpan(i * length, length));
                return local;
            },
            _ => { });
        return new ImageSet(inputShape, pixels, labels) { Preparation = preparation };
    }

    private static Vector2 CentreOfMass(ReadOnlySpan<float> ink)
    {
        Vector2 sum = Vector2.Zero;
        float mass = 0;
        for (int i = 0; i < ink.Length; i++)
        {
            mass += ink[i];
            sum += ink[i] * new Vector2(i % Side, i / Side);
        }

        return sum / mass;
    }
}
