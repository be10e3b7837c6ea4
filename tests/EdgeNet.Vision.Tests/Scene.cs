namespace EdgeNet.Vision.Tests;

/// <summary>Drawn frames: paper with light and noise, and bars of ink on it.</summary>
internal static class Scene
{
    public static byte[] Paper(int width, int height, Func<int, double> light, double sigma, int seed)
    {
        var random = new Random(seed);
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            pixels[i] = (byte)Math.Clamp(Math.Round(light(i % width) + sigma * normal), 0, 255);
        }

        return pixels;
    }

    public static byte[] Paper(int width, int height) => Paper(width, height, _ => 200, sigma: 0, seed: 0);

    /// <summary>Multiplies a rectangle by a shade.</summary>
    public static void Bar(byte[] pixels, int width, int left, int top, int barWidth, int barHeight, double shade = 0.1)
    {
        for (int y = top; y < top + barHeight; y++)
        {
            for (int x = left; x < left + barWidth; x++)
                pixels[y * width + x] = (byte)(pixels[y * width + x] * shade);
        }
    }
}
