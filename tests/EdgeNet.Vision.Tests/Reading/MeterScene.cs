using EdgeNet.Training.Synthetic;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Tests.Reading;

/// <summary>Drawn windows of meters, filled by the wheels: light digits on dark wheels, dark gaps between them, a frame around.</summary>
internal static class MeterScene
{
    private const byte Frame = 30, Edge = 95, Wheel = 70, Ink = 215;

    /// <summary>Draws one.</summary>
    /// <param name="text">Its digits.</param>
    /// <param name="height">Rows of a wheel.</param>
    /// <param name="seed">The same seed draws the same digits.</param>
    internal static GreyPicture Draw(string text, int height, int seed)
    {
        int width = height * 4 / 5, gap = Math.Max(1, height / 16), margin = Math.Max(2, height / 5);
        var picture = new GreyPicture(text.Length * (width + gap) - gap + 2 * margin, height + 2 * margin);
        picture.Pixels.Fill(Frame);
        // The window's edge catches some light.
        picture.Row(margin - 1)[margin..^margin].Fill(Edge);
        picture.Row(margin + height)[margin..^margin].Fill(Edge);
        byte[] digit = new byte[SyntheticDigits.Side * SyntheticDigits.Side];
        for (int i = 0; i < text.Length; i++)
        {
            SyntheticDigits.Draw(text[i] - '0', (ulong)(100 * seed + i), digit);
            for (int y = 0; y < height; y++)
            {
                // A wheel is round: it is darker above and below.
                float bend = (y + 0.5f) / height - 0.5f, ground = Wheel * (1 - bend * bend);
                Span<byte> row = picture.Row(margin + y).Slice(margin + i * (width + gap), width);
                for (int x = 0; x < width; x++)
                {
                    float ink = Sample(digit, (x + 0.5f - width / 2f) / height, bend) / 255;
                    row[x] = (byte)(ground + ink * (Ink - ground));
                }
            }
        }

        return picture;
    }

    // Linear between pixels; the whole sprite is as high as a wheel.
    private static float Sample(byte[] digit, float across, float down)
    {
        const int Side = SyntheticDigits.Side;
        float x = Math.Clamp((across + 0.5f) * Side - 0.5f, 0, Side - 1), y = Math.Clamp((down + 0.5f) * Side - 0.5f, 0, Side - 1);
        int left = (int)x, top = (int)y, right = Math.Min(left + 1, Side - 1), bottom = Math.Min(top + 1, Side - 1);
        (x, y) = (x - left, y - top);
        float above = digit[top * Side + left] * (1 - x) + digit[top * Side + right] * x;
        float below = digit[bottom * Side + left] * (1 - x) + digit[bottom * Side + right] * x;
        return above * (1 - y) + below * y;
    }
}
