namespace EdgeNet.Training.Augmentation;

/// <summary>
/// What befalls photographs and not strokes: mirroring, cropping, light and cutout. It draws from a stream of its own, so that strokes are
/// distorted alike with it and without it.
/// </summary>
internal sealed class PhotographAugmenter(PictureAugmentation options, int channels, int height, int width)
{
    private const ulong PlaceStream = 0xF07;
    private const ulong ShadeStream = 0xF08;

    /// <summary>The luma of red, green and blue (ITU-R BT.601).</summary>
    private static readonly float[] Luma = [0.299f, 0.587f, 0.114f];

    private readonly float[] _source = new float[channels * height * width];

    /// <summary>Mirrors and shifts by whole pixels, in place.</summary>
    public void Place(Span<float> image, ulong key)
    {
        var random = new SampleRandom(key, PlaceStream);
        bool mirrored = random.NextSingle() < options.Flip;
        int down = Steps(options.Crop * height, ref random), right = Steps(options.Crop * width, ref random);
        if (!mirrored && down == 0 && right == 0) return;
        image.CopyTo(_source);
        for (int y = 0; y < height; y++)
        {
            int fromY = y - down;
            bool outsideY = fromY < 0 || fromY >= height;
            fromY = Math.Clamp(fromY, 0, height - 1);
            for (int x = 0; x < width; x++)
            {
                int fromX = x - right;
                bool outside = outsideY || fromX < 0 || fromX >= width;
                fromX = Math.Clamp(fromX, 0, width - 1);
                if (mirrored) fromX = width - 1 - fromX;
                for (int c = 0; c < channels; c++)
                {
                    int plane = c * height * width;
                    image[plane + y * width + x] = outside && !options.RepeatBorder ? 0 : _source[plane + fromY * width + fromX];
                }
            }
        }
    }

    /// <summary>Changes brightness, contrast and saturation, and blots out a square, in place.</summary>
    /// <param name="image">Values in [0, 1], and so they stay.</param>
    /// <param name="key">What is drawn from.</param>
    public void Shade(Span<float> image, ulong key)
    {
        var random = new SampleRandom(key, ShadeStream);
        float brightness = Factor(ref random), contrast = Factor(ref random), saturation = Factor(ref random);
        if (options.Color > 0) Light(image, brightness, contrast, channels == 3 ? saturation : 1);
        if (options.Cutout > 0) Blot(image, ref random);
    }

    private static int Steps(float most, ref SampleRandom random)
    {
        int steps = (int)MathF.Round(most);
        return random.Next(2 * steps + 1) - steps;
    }

    private float Factor(ref SampleRandom random) => 1 + options.Color * (2 * random.NextSingle() - 1);

    private void Light(Span<float> image, float brightness, float contrast, float saturation)
    {
        int plane = height * width;
        float mean = Mean(image) * brightness;
        for (int i = 0; i < plane; i++)
        {
            float grey = 0;
            if (saturation != 1)
                for (int c = 0; c < channels; c++) grey += Luma[c] * image[c * plane + i];
            for (int c = 0; c < channels; c++)
            {
                float value = image[c * plane + i];
                if (saturation != 1) value = grey + saturation * (value - grey);
                image[c * plane + i] = Math.Clamp(mean + contrast * (brightness * value - mean), 0, 1);
            }
        }
    }

    /// <summary>The square's centre is anywhere in the picture, so that part of it may lie outside.</summary>
    private void Blot(Span<float> image, ref SampleRandom random)
    {
        int side = Math.Max(1, (int)MathF.Round(options.Cutout * Math.Min(height, width)));
        int top = random.Next(height) - side / 2, left = random.Next(width) - side / 2;
        for (int c = 0; c < channels; c++)
        {
            Span<float> plane = image.Slice(c * height * width, height * width);
            float mean = Mean(plane);
            for (int y = Math.Max(0, top); y < Math.Min(height, top + side); y++)
                plane[(y * width + Math.Max(0, left))..(y * width + Math.Min(width, left + side))].Fill(mean);
        }
    }

    private static float Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values) sum += value;
        return (float)(sum / values.Length);
    }
}
