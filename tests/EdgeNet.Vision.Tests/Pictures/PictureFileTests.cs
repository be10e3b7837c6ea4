using EdgeNet.Tests.Shared;
using EdgeNet.Vision.Pictures;
using Xunit.Abstractions;

namespace EdgeNet.Vision.Tests.Pictures;

public class PictureFileTests(ITestOutputHelper output)
{
    [Fact]
    public void ReadsAFileByItsContentNotItsName()
    {
        string path = Path.GetTempFileName();
        try
        {
            using (FileStream stream = File.Create(path))
                PictureFile.WritePng(stream, new GreyFrame([1, 2, 3, 4, 5, 6], 3, 2));
            GreyPicture picture = PictureFile.Read(path);
            Assert.Equal((3, 2), (picture.Width, picture.Height));
            Assert.Equal([1, 2, 3, 4, 5, 6], picture.Pixels.ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void NamesWhatIsMissing()
    {
        string missing = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "no.png");
        Assert.Equal($"{missing}: no such file", Assert.Throws<PictureException>(() => PictureFile.Read(missing)).Message);
        string folder = Path.GetTempPath();
        Assert.Equal($"{folder}: expected a picture file, found a folder", Assert.Throws<PictureException>(() => PictureFile.Read(folder)).Message);
    }

    [Fact]
    public void AFileWithoutEndIsRefusedByItsFirstBytes()
    {
        if (!File.Exists("/dev/zero"))
        {
            output.Skip("this system has no /dev/zero");
            return;
        }

        Assert.Contains("begins with 0x00", Assert.Throws<PictureException>(() => PictureFile.Read("/dev/zero")).Message);
        Assert.Contains("empty file", Assert.Throws<PictureException>(() => PictureFile.Read("/dev/null")).Message);
    }

    [Fact]
    public void ReadsFilesLargerThanOneBlock()
    {
        var random = new Random(5);
        var picture = new GreyPicture(700, 500);
        random.NextBytes(picture.Pixels);
        string path = Path.GetTempFileName();
        try
        {
            using (FileStream stream = File.Create(path))
                PictureFile.WritePgm(stream, picture.Frame);
            Assert.True(picture.Pixels.SequenceEqual(PictureFile.Read(path).Pixels));
            using (FileStream stream = File.Create(path))
                PictureFile.WritePng(stream, picture.Frame);
            Assert.True(picture.Pixels.SequenceEqual(PictureFile.Read(path).Pixels));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ReadsPhotographs()
    {
        if (SharedData.Find("envelopes") is not { } folder)
        {
            output.Skip("../shared/data/envelopes is absent");
            return;
        }

        string[] files = Directory.GetFiles(folder, "*.png");
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            GreyPicture picture = PictureFile.Read(file);
            Assert.Equal((640, 480), (picture.Width, picture.Height));
        }
    }
}
