using EdgeNet.Vision.Pictures;

namespace EdgeNet.VirtualPi.Tests.Machine;

/// <summary>A picture for the camera.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Pixels">Its 640×480 grey pixels.</param>
internal sealed record Scene(string Path, byte[] Pixels)
{
    private const int Width = 640, Height = 480;

    /// <summary>The drawn envelopes where they are, else the sample, and a sheet of paper for the camera to begin with.</summary>
    public static IReadOnlyList<Scene> All()
    {
        string[] files = SharedData.Find("envelopes") is { } folder
            ? [.. Directory.EnumerateFiles(folder, "*.png").Order(StringComparer.Ordinal)]
            : [Samples.Path("envelope.png")];
        return [new Scene("", Blank()), .. files.Select(Load)];
    }

    /// <summary>Loads a picture of the camera's size.</summary>
    public static Scene Load(string path)
    {
        GreyFrame frame = PictureReader.Device.Read(path).Frame;
        Assert.Equal((Width, Height), (frame.Width, frame.Height));
        byte[] pixels = new byte[Width * Height];
        for (int y = 0; y < Height; y++)
            frame.Row(y).CopyTo(pixels.AsSpan(y * Width));
        return new Scene(path, pixels);
    }

    private static byte[] Blank()
    {
        byte[] pixels = new byte[Width * Height];
        Array.Fill(pixels, (byte)200);
        return pixels;
    }
}
