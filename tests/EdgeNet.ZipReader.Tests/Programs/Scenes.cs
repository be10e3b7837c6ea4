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

    /// <summary>The same letter, lying elsewhere: another one for whoever looks.</summary>
    public static GreyPicture Other { get; } = Moved(Envelope, 24, 16);

    public static GreyPicture Table { get; } = Moved(Envelope, Envelope.Width, 0);

    /// <summary>A letter comes, lies still and goes, so many times; each lies elsewhere than the one before.</summary>
    public static IEnumerable<GreyPicture> Letters(int count, int first = 0)
    {
        for (int i = first; i < first + count; i++)
        {
            for (int frame = 0; frame < 4; frame++)
                yield return Table;
            for (int frame = 0; frame < 8; frame++)
                yield return i % 2 == 0 ? Envelope : Other;
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

    private static GreyPicture Moved(GreyPicture from, int right, int down)
    {
        var picture = new GreyPicture(from.Width, from.Height);
        picture.Pixels.Fill(90);
        for (int y = down; y < from.Height; y++)
            from.Row(y - down)[..(from.Width - right)].CopyTo(picture.Row(y)[right..]);
        return picture;
    }
}
