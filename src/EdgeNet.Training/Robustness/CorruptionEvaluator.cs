using EdgeNet.Training.Data;
using EdgeNet.Training.Robustness.Corruptions;

namespace EdgeNet.Training.Robustness;

/// <summary>Measures any network, generated code above all, on corrupted samples.</summary>
/// <remarks>
/// A picture is corrupted in its range of 0 to 1, clipped to it and rounded to 8 bits, and then prepared as the weights say.
/// </remarks>
public static class CorruptionEvaluator
{
    private const ulong Stream = 0xC0;

    /// <summary>Samples that are corrupted at a time.</summary>
    private const int Chunk = 2048;

    /// <summary>Runs a network on samples, each corrupted.</summary>
    /// <param name="create">Makes an instance; the instances are disposed at the end.</param>
    /// <param name="images">The samples, in the network's input shape, of which each has one class.</param>
    /// <param name="corruption">What is done to them.</param>
    /// <param name="seed">What is drawn from.</param>
    /// <param name="logits">Whether the outputs are logits rather than probabilities.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="TrainingException">The samples do not fit the network.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static EvaluationResult Evaluate(
        Func<INetwork<float>> create, ImageSet images, Corruption corruption, int seed, bool logits = false,
        CancellationToken cancellation = default)
    {
        var parts = new List<EvaluationResult>();
        for (int first = 0; first < images.Count; first += Chunk)
        {
            cancellation.ThrowIfCancellationRequested();
            ImageSet corrupted = Corrupt(images, first, Math.Min(Chunk, images.Count - first), corruption, seed);
            parts.Add(Evaluator.Evaluate(create, corrupted, threads: 0, logits, isFinal: false, cancellation));
        }

        return EvaluationResult.Sum([.. parts]);
    }

    /// <summary>Whether samples are pictures with rows and columns.</summary>
    /// <param name="images">The samples.</param>
    public static bool ArePictures(ImageSet images) => images.ArePictures && images.Shape.Count == 3;

    /// <summary>Corrupts some of the samples.</summary>
    /// <param name="images">The samples.</param>
    /// <param name="first">The first one.</param>
    /// <param name="count">Their number.</param>
    /// <param name="corruption">What is done to them.</param>
    /// <param name="seed">What is drawn from.</param>
    internal static ImageSet Corrupt(ImageSet images, int first, int count, Corruption corruption, int seed)
    {
        bool arePictures = ArePictures(images);
        int length = images.ImageLength;
        byte[] pixels = new byte[arePictures ? count * length : 0];
        float[] values = new float[arePictures ? 0 : count * length];
        using var canvases = new ThreadLocal<SampleCanvas>(() => new SampleCanvas(images.Shape));
        Parallel.For(0, count, i =>
        {
            SampleCanvas canvas = canvases.Value!;
            var random = new SampleRandom(SampleRandom.Mix((ulong)seed, (ulong)(first + i)), Stream);
            if (arePictures) images.ReadRaw(first + i, canvas.Values);
            else images.Read(first + i, canvas.Values);
            corruption.Apply(canvas, ref random);
            if (arePictures) Round(canvas, pixels.AsSpan(i * length, length));
            else canvas.Values.CopyTo(values.AsSpan(i * length, length));
        });
        int[] labels = images.Labels.Slice(first, count).ToArray();
        return arePictures
            ? new ImageSet(images.Shape, pixels, labels) { Preparation = images.Preparation }
            : new ImageSet(images.Shape, values, labels);
    }

    private static void Round(SampleCanvas canvas, Span<byte> pixels)
    {
        canvas.Clamp();
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)MathF.Round(255 * canvas.Values[i]);
    }
}
