using EdgeNet.Training.Augmentation;

namespace EdgeNet.Training.Synthetic.Clutter;

/// <summary>
/// Turns ink into what a camera or scanner gives of it: paper with texture, stains and uneven light, ink that runs pale, blur, noise, and
/// the blocks of JPEG. One thread's: it holds memory of its own.
/// </summary>
internal sealed class Photograph
{
    private const int MaxLattice = 64;

    private readonly float[] _scratch = new float[CropScene.MaxSide * CropScene.MaxSide];
    private readonly float[] _lattice = new float[MaxLattice * MaxLattice];
    private readonly BlockCompression _compression = new();

    /// <summary>Takes the picture.</summary>
    /// <param name="ink">0 to 1, row by row; changed.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="digit">The height of a digit, in pixels.</param>
    /// <param name="random">The generator.</param>
    /// <param name="pixels">Receives the grey values.</param>
    public void Take(Span<float> ink, int width, float digit, ref SampleRandom random, Span<byte> pixels)
    {
        int height = ink.Length / width;
        RunPale(ink, width, ref random);
        float blur = digit * random.NextSingle() * random.NextSingle() * 0.06f + random.NextSingle(0.1f, 0.6f);
        GaussianBlur.Apply(ink, _scratch, width, blur);

        float paper = random.NextSingle(110, 245);
        // Pale ink on dark paper occurs, but less than black on white.
        float contrast = paper * (random.Next(3) == 0 ? random.NextSingle(0.12f, 0.4f) : random.NextSingle(0.35f, 0.9f));
        float most = 0.45f * contrast;
        float fallX = most * random.NextSingle(-1, 1) * random.NextSingle(), fallY = most * random.NextSingle(-1, 1) * random.NextSingle();
        float texture = random.Next(2) == 0 ? 0 : 0.16f * contrast * random.NextSingle();
        float stain = random.Next(5) == 0 ? 0.45f * contrast * random.NextSingle() : 0;
        float noise = contrast * 0.09f * random.NextSingle() * random.NextSingle() + 0.5f;
        Span<float> ground = _scratch.AsSpan(0, ink.Length);
        ground.Clear();
        if (texture > 0) AddClouds(ground, width, random.NextSingle(2, 5), texture, ref random);
        if (stain > 0) AddClouds(ground, width, digit * random.NextSingle(0.5f, 1.2f), stain, ref random);
        bool creased = random.Next(16) == 0;
        float creaseAt = random.NextSingle(0, width), creaseLean = random.NextSingle(-1, 1);
        float creaseDepth = random.NextSingle(-0.4f, 0.4f) * contrast;
        for (int i = 0; i < ink.Length; i++)
        {
            float x = (float)(i % width) / width - 0.5f, y = (float)(i / width) / height - 0.5f;
            float value = paper + fallX * x + fallY * y + ground[i];
            if (creased && i % width > creaseAt + creaseLean * (i / width)) value += creaseDepth;
            value += noise * random.NextGaussian() - contrast * ink[i];
            pixels[i] = (byte)Math.Clamp(MathF.Round(value), 0, 255);
        }

        if (random.Next(5) < 2) _compression.Apply(pixels, width, random.NextSingle(2, 22));
    }

    /// <summary>Pens run dry and ink fades, in patches along the stroke.</summary>
    private void RunPale(Span<float> ink, int width, ref SampleRandom random)
    {
        if (random.Next(2) == 0) return;
        Span<float> fade = _scratch.AsSpan(0, ink.Length);
        fade.Clear();
        AddClouds(fade, width, random.NextSingle(2.5f, 9), random.NextSingle(0.1f, 0.45f), ref random);
        for (int i = 0; i < ink.Length; i++)
            ink[i] *= Math.Clamp(0.9f + fade[i], 0.15f, 1);
    }

    /// <summary>Adds noise that is smooth over a distance.</summary>
    private void AddClouds(Span<float> plane, int width, float distance, float strength, ref SampleRandom random)
    {
        int height = plane.Length / width;
        distance = Math.Max(distance, Math.Max(width, height) / (MaxLattice - 3f));
        int columns = (int)(width / distance) + 2, rows = (int)(height / distance) + 2;
        foreach (ref float value in _lattice.AsSpan(0, columns * rows))
            value = strength * random.NextGaussian();
        for (int y = 0; y < height; y++)
        {
            float v = y / distance;
            int row = (int)v;
            float down = Ease(v - row);
            for (int x = 0; x < width; x++)
            {
                float u = x / distance;
                int at = row * columns + (int)u;
                float right = Ease(u - (int)u);
                float above = _lattice[at] + right * (_lattice[at + 1] - _lattice[at]);
                float below = _lattice[at + columns] + right * (_lattice[at + columns + 1] - _lattice[at + columns]);
                plane[y * width + x] += above + down * (below - above);
            }
        }
    }

    private static float Ease(float t) => t * t * (3 - 2 * t);
}
