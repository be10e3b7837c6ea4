using System.Diagnostics;
using System.Text;
using EdgeNet.Devices;
using EdgeNet.Devices.Station.Recording;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.ZipReader.Tests.Programs;

/// <summary>Frames for the program: the sample envelope, and the empty table that it lay on.</summary>
internal static class Scenes
{
    public static GreyPicture Envelope { get; } = PictureFile.Read(Samples.Path("envelope.png"));

    public static GreyPicture Table { get; } = MakeTable();

    /// <summary>A letter comes, lies still and goes, so many times.</summary>
    public static IEnumerable<GreyPicture> Letters(int count)
    {
        for (int i = 0; i < count; i++)
        {
            for (int frame = 0; frame < 4; frame++)
                yield return Table;
            for (int frame = 0; frame < 8; frame++)
                yield return Envelope;
        }

        for (int frame = 0; frame < 4; frame++)
            yield return Table;
    }

    /// <summary>Writes a recording, a frame every tenth of a second.</summary>
    public static string Record(TestFolder folder, string name, IEnumerable<GreyPicture> pictures)
    {
        string path = folder.MakeFolder(name);
        using var recorder = new FrameRecorder(path, new RecordingOptions { Frames = 100_000, KeepFree = 0 });
        long begin = Stopwatch.GetTimestamp();
        int number = 0;
        foreach (GreyPicture picture in pictures)
        {
            var frame = new SourceFrame("scene", picture.Frame) { Number = number, Captured = begin + number * Stopwatch.Frequency / 10 };
            Assert.True(recorder.Add(frame), recorder.End);
            number++;
        }

        return path;
    }

    /// <summary>The head of a stream of such frames.</summary>
    public static byte[] Y4mHead(GreyPicture picture) =>
        Encoding.ASCII.GetBytes(FormattableString.Invariant($"YUV4MPEG2 W{picture.Width} H{picture.Height} F10:1 Ip Cmono\n"));

    /// <summary>A frame of such a stream.</summary>
    public static byte[] Y4mFrame(GreyPicture picture) => [.. "FRAME\n"u8, .. picture.Pixels];

    private static GreyPicture MakeTable()
    {
        var picture = new GreyPicture(Envelope.Width, Envelope.Height);
        picture.Pixels.Fill(90);
        return picture;
    }
}
