namespace EdgeNet.Training.Robustness.Corruptions;

/// <summary>
/// Clouds by the diamond-square algorithm (A. Fournier, D. Fussell, L. Carpenter 1982) on a torus, with MNIST-C's parameters: the side is a
/// power of two, each level adds noise that is smaller by a factor, and all is brought to 0 to 1.
/// </summary>
internal static class PlasmaFractal
{
    /// <summary>MNIST-C cuts its pictures out of clouds of this side.</summary>
    private const int LeastSide = 256;

    private const float Amplitude = 100;

    /// <summary>Draws clouds.</summary>
    /// <param name="width">Columns that are cut out.</param>
    /// <param name="height">Rows.</param>
    /// <param name="decay">What the amplitude is divided by at each level.</param>
    /// <param name="random">What is drawn from.</param>
    public static float[] Draw(int width, int height, float decay, ref SampleRandom random)
    {
        int side = LeastSide;
        while (side < Math.Max(width, height)) side *= 2;
        float[] map = new float[side * side];
        float amplitude = Amplitude;
        for (int step = side; step >= 2; step /= 2, amplitude /= decay)
        {
            int half = step / 2;
            for (int y = 0; y < side; y += step)
                for (int x = 0; x < side; x += step)
                    Set(x + half, y + half, At(x, y) + At(x + step, y) + At(x, y + step) + At(x + step, y + step), ref random);
            for (int y = 0; y < side; y += step)
            {
                for (int x = 0; x < side; x += step)
                {
                    Set(x + half, y, At(x, y) + At(x + step, y) + At(x + half, y + half) + At(x + half, y - half), ref random);
                    Set(x, y + half, At(x, y) + At(x, y + step) + At(x + half, y + half) + At(x - half, y + half), ref random);
                }
            }
        }

        float low = map.Min(), range = map.Max() - low;
        float[] clouds = new float[width * height];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                clouds[y * width + x] = (map[y * side + x] - low) / range;
        return clouds;

        float At(int x, int y) => map[(y & (side - 1)) * side + (x & (side - 1))];

        // The amplitude counts twice, as there.
        void Set(int x, int y, float sum, ref SampleRandom random) =>
            map[y * side + x] = sum / 4 + amplitude * random.NextSingle(-amplitude, amplitude);
    }
}
