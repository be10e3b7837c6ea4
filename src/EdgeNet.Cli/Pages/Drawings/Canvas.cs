using EdgeNet.Imaging;

namespace EdgeNet.Cli.Pages.Drawings;

/// <summary>Red, green and blue pixels.</summary>
/// <param name="width">Pixels of a row.</param>
/// <param name="height">Rows.</param>
internal sealed class Canvas(int width, int height)
{
    private readonly byte[] _pixels = new byte[checked(3 * width * height)];

    public int Width => width;

    public int Height => height;

    /// <summary>Fills all of it with one grey.</summary>
    public Canvas Fill(byte grey)
    {
        _pixels.AsSpan().Fill(grey);
        return this;
    }

    /// <summary>Sets a pixel.</summary>
    public void Set(int x, int y, (byte R, byte G, byte B) color)
    {
        int at = 3 * (y * width + x);
        (_pixels[at], _pixels[at + 1], _pixels[at + 2]) = color;
    }

    /// <summary>A pixel.</summary>
    public (byte R, byte G, byte B) Get(int x, int y) => (_pixels[3 * (y * width + x)], _pixels[3 * (y * width + x) + 1],
        _pixels[3 * (y * width + x) + 2]);

    /// <summary>Copies another canvas into this one.</summary>
    public void Put(Canvas other, int left, int top)
    {
        for (int y = 0; y < other.Height; y++)
            for (int x = 0; x < other.Width; x++) Set(left + x, top + y, other.Get(x, y));
    }

    /// <summary>A PNG file.</summary>
    public byte[] Png() => PngPicture.Encode(_pixels, width, height);

    /// <summary>An element of a page, enlarged by a whole factor where it is small.</summary>
    /// <param name="alternative">What it shows.</param>
    /// <param name="least">The least width in CSS pixels.</param>
    public string Html(string alternative, int least)
    {
        int factor = Math.Max(1, (least + width - 1) / width);
        return Markup.Picture(Png(), width * factor, height * factor, alternative);
    }
}
