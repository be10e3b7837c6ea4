using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Tests.Reading;

/// <summary>Frames of lines of hooks, which a <see cref="HookNetwork"/> reads.</summary>
internal static class HookPage
{
    internal const int Pitch = 45;
    internal const int Height = 42;
    internal const int Stroke = 6;

    internal static GreyPicture Blank(int width, int height, byte paper = 200)
    {
        var picture = new GreyPicture(width, height);
        picture.Pixels.Fill(paper);
        return picture;
    }

    /// <summary>A frame with a line of hooks, that jump as handwriting does.</summary>
    internal static GreyPicture Of(string text, int width = 400, int height = 300, int left = 80, int top = 120)
    {
        GreyPicture picture = Blank(width, height);
        Write(picture, text, left, top);
        return picture;
    }

    /// <summary>Writes 7 and 4; a space leaves a wide gap.</summary>
    internal static void Write(GreyPicture picture, string text, int left, int top)
    {
        ReadOnlySpan<int> jumps = [0, 3, -2, 2, 4];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == ' ')
                continue;
            int x = left + Pitch * i, y = top + jumps[i % jumps.Length];
            Bar(picture, x, y, Stroke, Height);
            Bar(picture, x + Stroke, y, text[i] == '7' ? 18 : 8, Stroke + 2);
        }
    }

    /// <summary>Light becomes dark, and dark light.</summary>
    internal static GreyPicture Inverted(GreyPicture picture)
    {
        var inverted = new GreyPicture(picture.Width, picture.Height);
        for (int i = 0; i < picture.Pixels.Length; i++)
            inverted.Pixels[i] = (byte)(255 - picture.Pixels[i]);
        return inverted;
    }

    private static void Bar(GreyPicture picture, int left, int top, int width, int height)
    {
        for (int y = top; y < top + height; y++)
            picture.Row(y).Slice(left, width).Fill(20);
    }
}
