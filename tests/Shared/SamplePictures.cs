namespace EdgeNet.Tests.Shared;

/// <summary>The small pictures in tests/Shared/Pictures.</summary>
public static class SamplePictures
{
    /// <summary>The JPEG files that have a reference beside them.</summary>
    public static readonly string[] Jpegs =
    [
        "progressive", "progressive-restart", "restart", "grey-progressive", "grey-2x2", "rgb", "rgb-progressive", "4-4-4", "4-2-2", "4-4-0", "4-1-1", "separate",
    ];

    /// <summary>The width of all of them.</summary>
    public const int Width = 21;

    /// <summary>The height of all of them.</summary>
    public const int Height = 13;

    /// <summary>The files in tests/Shared/Pictures/Formats, as <see cref="Read"/> takes them, without the references beside them.</summary>
    public static IEnumerable<string> Formats =>
        typeof(SamplePictures).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Pictures/Formats/", StringComparison.Ordinal) && !name.EndsWith(".pgm", StringComparison.Ordinal))
            .Select(name => name["Pictures/".Length..]).Order(StringComparer.Ordinal);

    /// <summary>The grey that a file in Formats should give, and by how many levels it may differ.</summary>
    public static (byte[] Grey, int Levels) Expected(string format)
    {
        if (typeof(SamplePictures).Assembly.GetManifestResourceInfo("Pictures/" + format + ".pgm") is not null)
            return (Reference(format), 1);
        byte[] grey = [.. Enumerable.Range(0, Width * Height).Select(i => (byte)Math.Round(Luma(i), MidpointRounding.AwayFromZero))];
        return (grey, format.EndsWith(".jpg", StringComparison.Ordinal) ? 12 : 0);
    }

    /// <summary>A file's bytes.</summary>
    public static byte[] Read(string name)
    {
        using Stream stream = typeof(SamplePictures).Assembly.GetManifestResourceStream("Pictures/" + name)
            ?? throw new FileNotFoundException($"tests/Shared/Pictures/{name} is missing.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The grey that another program makes of a file, libjpeg of a JPEG file.</summary>
    public static byte[] Reference(string name) => Read(name + ".pgm")[^(Width * Height)..];

    /// <summary>The colours before compression.</summary>
    public static (byte Red, byte Green, byte Blue) Color(int x, int y) => ((byte)(x * 12), (byte)(y * 19), (byte)(255 - (x * 6 + y * 6) % 256));

    /// <summary>The grey of the colours before compression.</summary>
    public static double Luma(int index)
    {
        (byte red, byte green, byte blue) = Color(index % Width, index / Width);
        return 0.299 * red + 0.587 * green + 0.114 * blue;
    }
}
