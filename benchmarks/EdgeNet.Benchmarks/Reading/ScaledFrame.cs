using EdgeNet.Vision.Pictures;

namespace EdgeNet.Benchmarks.Reading;

/// <summary>A picture brought to another size, as a camera of that size would have taken it, both planes.</summary>
internal static class ScaledFrame
{
    /// <summary>Scales a picture by bilinear interpolation, keeping its proportions; what is left over is filled with its border.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="width">Columns of the result.</param>
    /// <param name="height">Rows of the result.</param>
    public static GreyPicture Of(GreyPicture picture, int width, int height)
    {
        var scaled = new GreyPicture(width, height, picture.HasDropout);
        float scale = Math.Max((float)picture.Width / width, (float)picture.Height / height);
        Scale(picture.Frame.Pixels, scaled.Pixels);
        if (picture.HasDropout) Scale(picture.Frame.Dropout, scaled.Dropout);
        return scaled;

        void Scale(ReadOnlySpan<byte> from, Span<byte> to)
        {
            for (int y = 0; y < height; y++)
            {
                float v = Math.Clamp((y + 0.5f) * scale - 0.5f, 0, picture.Height - 1);
                int top = (int)v, below = Math.Min(top + 1, picture.Height - 1);
                for (int x = 0; x < width; x++)
                {
                    float u = Math.Clamp((x + 0.5f) * scale - 0.5f, 0, picture.Width - 1);
                    int left = (int)u, right = Math.Min(left + 1, picture.Width - 1);
                    float upper = Mix(from[top * picture.Width + left], from[top * picture.Width + right], u - left);
                    float lower = Mix(from[below * picture.Width + left], from[below * picture.Width + right], u - left);
                    to[y * width + x] = (byte)MathF.Round(Mix(upper, lower, v - top));
                }
            }
        }

        static float Mix(float a, float b, float share) => a + share * (b - a);
    }
}
