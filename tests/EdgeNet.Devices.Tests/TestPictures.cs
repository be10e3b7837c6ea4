using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Tests;

/// <summary>Pictures for tests.</summary>
internal static class TestPictures
{
    /// <summary>Writes a PNG whose pixels count up, whatever the file's extension.</summary>
    public static string WritePicture(this TestFolder folder, string name, int width = 4, int height = 4)
    {
        var picture = new GreyPicture(width, height);
        for (int i = 0; i < picture.Pixels.Length; i++) picture.Pixels[i] = (byte)i;
        string path = folder.PathOf(name);
        using FileStream file = File.Create(path);
        PictureFile.WritePng(file, picture.Frame);
        return path;
    }
}
