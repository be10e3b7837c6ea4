namespace EdgeNet.Training.Augmentation;

/// <summary>
/// What happens to a picture on its way to a network: uneven light, a haze, scratches of ink, bands of the other polarity, pixels that
/// failed. Each happens to a share of the pictures, at places and in directions that are drawn.
/// </summary>
internal sealed class PictureDamage(PictureAugmentation options, int channels, int height, int width)
{
    private const ulong Stream = 0xDA3;

    /// <summary>The share of pictures that each kind of damage is done to.</summary>
    private const float Often = 0.2f;

    private const int MostScratches = 3;

    private readonly int _plane = height * width;
    private readonly float[] _field = new float[height * width];
    private readonly float[] _scratch = new float[height * width];

    /// <summary>Damages a picture of values in [0, 1], which stay there.</summary>
    /// <param name="image">The picture, channels first.</param>
    /// <param name="key">What the damage is drawn from.</param>
    public void Apply(Span<float> image, ulong key)
    {
        var random = new SampleRandom(key, Stream);
        if (random.NextSingle() < options.Scratches) Scratch(image, ref random);
        if (options.Lighting > 0 && random.NextSingle() < Often) Light(image, ref random);
        if (options.Haze > 0 && random.NextSingle() < Often) Veil(image, ref random);
        if (random.NextSingle() < options.Inversion) Invert(image, ref random);
        if (options.Impulse > 0 && random.NextSingle() < Often) Strike(image, ref random);
    }

    /// <summary>Lines of a width and brightness of their own, straight, bent once, or broken.</summary>
    private void Scratch(Span<float> image, ref SampleRandom random)
    {
        for (int count = 1 + random.Next(MostScratches); count > 0; count--)
        {
            float angle = 2 * MathF.PI * random.NextSingle(), reach = Math.Max(height, width), ink = random.NextSingle(0.4f, 1);
            float thickness = random.NextSingle(0.5f, 1.3f) * Math.Min(height, width) / 28;
            (float sin, float cos) = MathF.SinCos(angle);
            float x = random.NextSingle(0, width), y = random.NextSingle(0, height);
            // A tooth of the wave, and the length of a dash; 0 for a straight or an unbroken line.
            float wave = random.Next(3) == 0 ? random.NextSingle(1, 4) : 0, dash = random.Next(3) == 0 ? random.NextSingle(1, 4) : 0;
            for (int i = 0; i < _plane; i++)
            {
                float dx = i % width - x, dy = i / width - y;
                float along = cos * dx + sin * dy, across = cos * dy - sin * dx;
                if (Math.Abs(along) > reach || (dash > 0 && along / dash - 2 * MathF.Floor(along / (2 * dash)) > 1)) continue;
                if (wave > 0) across += Math.Abs(along / wave - 4 * MathF.Floor(along / (4 * wave)) - 2) * wave / 2 - wave / 2;
                float cover = Math.Clamp(thickness + 0.5f - Math.Abs(across), 0, 1) * ink;
                for (int c = 0; cover > 0 && c < channels; c++)
                {
                    ref float value = ref image[c * _plane + i];
                    value = Math.Max(value, cover);
                }
            }
        }
    }

    /// <summary>Light that falls off in one direction. One channel is ink on paper, which gets dark with it.</summary>
    private void Light(Span<float> image, ref SampleRandom random)
    {
        float depth = options.Lighting * random.NextSingle(), whole = options.Lighting * random.NextSingle();
        (float sin, float cos) = MathF.SinCos(2 * MathF.PI * random.NextSingle());
        float reach = Math.Max(1, Math.Abs(cos) * (width - 1) / 2 + Math.Abs(sin) * (height - 1) / 2);
        for (int i = 0; i < image.Length; i++)
        {
            int at = i % _plane;
            float along = (cos * (at % width - (width - 1) / 2f) + sin * (at / width - (height - 1) / 2f)) / reach;
            float light = Math.Max(0, 1 - whole - depth * along / 2);
            image[i] = Math.Clamp(channels == 1 ? 1 - (1 - image[i]) * light : image[i] * light, 0, 1);
        }
    }

    /// <summary>Smooth clouds that cover the picture and take its contrast.</summary>
    private void Veil(Span<float> image, ref SampleRandom random)
    {
        foreach (ref float value in _field.AsSpan()) value = random.NextSingle(-1, 1);
        float deviation = random.NextSingle(1, 3);
        GaussianBlur.Apply(_field, _scratch, width, deviation);
        float density = options.Haze * random.NextSingle(), level = random.NextSingle();
        // The blur leaves of the noise about 1 / (2 √π σ) of its deviation.
        float gain = 0.8f * deviation;
        for (int i = 0; i < image.Length; i++)
        {
            float cloud = Math.Clamp(level + gain * _field[i % _plane], 0, 1);
            image[i] += density * (cloud - image[i]);
        }
    }

    /// <summary>A band, or all, in the other polarity.</summary>
    private void Invert(Span<float> image, ref SampleRandom random)
    {
        (float sin, float cos) = MathF.SinCos(2 * MathF.PI * random.NextSingle());
        float from = random.NextSingle(-0.7f, 0.5f), to = random.Next(4) == 0 ? 2 : from + random.NextSingle(0.1f, 0.6f);
        if (random.Next(4) == 0) (from, to) = (-2, 2);
        for (int i = 0; i < image.Length; i++)
        {
            int at = i % _plane;
            float along = cos * (at % width - (width - 1) / 2f) / width + sin * (at / width - (height - 1) / 2f) / height;
            if (along >= from && along < to) image[i] = 1 - image[i];
        }
    }

    /// <summary>Pixels that are black or white whatever they should be.</summary>
    private void Strike(Span<float> image, ref SampleRandom random)
    {
        float share = options.Impulse * random.NextSingle();
        foreach (ref float value in image)
        {
            float drawn = random.NextSingle();
            if (drawn < share) value = drawn < share / 2 ? 1 : 0;
        }
    }
}
