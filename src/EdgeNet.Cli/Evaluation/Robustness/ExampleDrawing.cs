using EdgeNet.Training.Robustness;
using SkiaSharp;

namespace EdgeNet.Cli.Evaluation.Robustness;

/// <summary>Draws an adversarial example: the sample, the change, and the changed sample, side by side.</summary>
internal static class ExampleDrawing
{
    private const int Panel = 208;
    private const int Gap = 16;

    /// <summary>Writes a PNG file.</summary>
    /// <param name="stream">Receives it.</param>
    /// <param name="example">The example.</param>
    /// <param name="shape">The shape of a sample: (1 or 3, height, width).</param>
    /// <param name="preparation">How samples were prepared; null for 0 to 1.</param>
    public static void WritePng(Stream stream, AdversarialExample example, IReadOnlyList<int> shape, InputPreparation? preparation)
    {
        float[] clean = Unprepared(example.Clean, shape, preparation), changed = Unprepared(example.Changed, shape, preparation);
        float most = Math.Max(clean.Zip(changed, (a, b) => Math.Abs(b - a)).Max(), 1e-6f);
        // The largest change is black or white.
        float[] change = [.. clean.Zip(changed, (a, b) => 0.5f + (b - a) / (2 * most))];
        int height = Math.Max(1, Panel * shape[1] / shape[2]);
        using var bitmap = new SKBitmap(new SKImageInfo(3 * Panel + 2 * Gap, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        float[][] panels = [clean, change, changed];
        for (int i = 0; i < panels.Length; i++)
        {
            using SKBitmap picture = Picture(panels[i], shape);
            float left = i * (Panel + Gap);
            using SKImage image = SKImage.FromBitmap(picture);
            canvas.DrawImage(image, new SKRect(left, 0, left + Panel, height), new SKSamplingOptions(SKFilterMode.Nearest));
        }

        canvas.Flush();
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        data.SaveTo(stream);
    }

    private static float[] Unprepared(float[] input, IReadOnlyList<int> shape, InputPreparation? preparation)
    {
        if (preparation is null) return input;
        float[] values = new float[input.Length];
        int plane = shape[1] * shape[2];
        for (int i = 0; i < values.Length; i++)
        {
            float mean = preparation.Mean[preparation.Mean.Count == 1 ? 0 : i / plane];
            float deviation = preparation.Deviation[preparation.Deviation.Count == 1 ? 0 : i / plane];
            values[i] = input[i] * deviation + mean;
        }

        return values;
    }

    private static SKBitmap Picture(float[] values, IReadOnlyList<int> shape)
    {
        int plane = shape[1] * shape[2];
        var bitmap = new SKBitmap(new SKImageInfo(shape[2], shape[1], SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (int i = 0; i < plane; i++)
        {
            byte red = Level(values[i]);
            (byte green, byte blue) = shape[0] == 3 ? (Level(values[plane + i]), Level(values[2 * plane + i])) : (red, red);
            bitmap.SetPixel(i % shape[2], i / shape[2], new SKColor(red, green, blue));
        }

        return bitmap;
    }

    private static byte Level(float value) => (byte)MathF.Round(255 * Math.Clamp(value, 0, 1));
}
