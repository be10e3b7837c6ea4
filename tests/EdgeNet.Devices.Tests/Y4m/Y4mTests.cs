using System.Text;
using EdgeNet.Devices.Y4m;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Tests.Y4m;

public sealed class Y4mTests
{
    [Theory]
    [InlineData("", 5 * 3 + 2 * 3 * 2)]
    [InlineData(" Cmono", 5 * 3)]
    [InlineData(" C420jpeg Ip A1:1 F30:1 XANY", 5 * 3 + 2 * 3 * 2)]
    [InlineData(" C420mpeg2 I?", 5 * 3 + 2 * 3 * 2)]
    [InlineData(" C422", 5 * 3 + 2 * 3 * 3)]
    [InlineData(" C444", 5 * 3 * 3)]
    [InlineData(" C411", 5 * 3 + 2 * 2 * 3)]
    public void TheLumaOfEveryFrameIsTaken(string fields, int frameLength)
    {
        byte[] stream = Stream($"YUV4MPEG2 W5 H3{fields}\n", frameLength, 3);
        for (int seed = 0; seed < 20; seed++)
        {
            (List<byte[]> frames, CameraException? fault) = ReadAll(stream, seed);
            Assert.Null(fault);
            Assert.Equal(3, frames.Count);
            for (int i = 0; i < 3; i++)
                Assert.Equal(Frame(frameLength, i)[..15], frames[i]);
        }
    }

    [Theory]
    [InlineData("", "expected a Y4M stream, found nothing")]
    [InlineData("YUV4MPEG2", "cut off within frame 0")]
    [InlineData("P5\n", "begins with YUV4MPEG2")]
    [InlineData("YUV4MPEG23 W5 H3\n", "begins with YUV4MPEG2")]
    [InlineData("YUV4MPEG2\n", "found 0x0")]
    [InlineData("YUV4MPEG2 W5\n", "found 5x0")]
    [InlineData("YUV4MPEG2 W-5 H3\n", "found 0x3")]
    [InlineData("YUV4MPEG2 W5x H3\n", "found 0x3")]
    [InlineData("YUV4MPEG2 W99999999999 H3\n", "found 0x3")]
    [InlineData("YUV4MPEG2 W65535 H65535\n", "at most 67108864 pixels, found 65535x65535")]
    [InlineData("YUV4MPEG2 W5 H3 It\n", "found interlaced ones")]
    [InlineData("YUV4MPEG2 W5 H3 C420p10\n", "found 420p10")]
    [InlineData("YUV4MPEG2 W5 H3 C\u001b[2J\n", @"found \u001b[2J")]
    [InlineData("YUV4MPEG2 W5 H3\nFRAMES\n", "frame 0: expected FRAME")]
    [InlineData("YUV4MPEG2 W5 H3\nFRAME\n12345", "cut off within frame 0")]
    public void OtherStreamsAreSentences(string stream, string expected)
    {
        CameraException? fault = ReadAll(Encoding.Latin1.GetBytes(stream), 1).Fault;
        Assert.StartsWith("pipe: ", fault?.Message);
        Assert.Contains(expected, fault!.Message);
    }

    [Fact]
    public void LinesWithoutAnEndAreNotRead()
    {
        CameraException? fault = ReadAll([.. "YUV4MPEG2 "u8, .. new byte[1 << 20]], 1).Fault;
        Assert.Contains("expected a line of at most 256 bytes", fault?.Message);
    }

    [Fact]
    public void AfterAnErrorTheFramesEnd()
    {
        using var source = new LiveSource(
            new Y4mDevice("pipe", () => new MemoryStream([.. Stream("YUV4MPEG2 W5 H3 Cmono\n", 15, 2), .. "FRAME\n123"u8])),
            new LiveOptions { Delivery = FrameDelivery.Every, FirstRetry = TimeSpan.FromMilliseconds(1) });
        Assert.True(source.TryGetFrame(out _));
        Assert.True(source.TryGetFrame(out SourceFrame frame));
        Assert.Equal(1, frame.Number);
        CameraException fault = Assert.Throws<CameraException>(() => source.TryGetFrame(out _));
        Assert.Contains("cut off within frame 2; the frames before it are whole", fault.Message);
        Assert.False(source.TryGetFrame(out _));
    }

    [Fact]
    public void DamagedStreamsNeverDoHarm()
    {
        byte[] sound = Stream("YUV4MPEG2 W5 H3 F25:1 C420\n", 27, 2);
        var random = new Random(14);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] damaged = [.. sound[..random.Next(sound.Length + 1)]];
            for (int n = random.Next(4); n > 0 && damaged.Length > 0; n--)
                damaged[random.Next(Math.Min(damaged.Length, 40))] = (byte)random.Next(256);
            // Either frames or a sentence; nothing else is thrown.
            (List<byte[]> frames, _) = ReadAll(damaged, i);
            Assert.InRange(frames.Count, 0, 27);
        }
    }

    [Fact]
    public void AFrameCostsNoMemory()
    {
        byte[] stream = Stream("YUV4MPEG2 W5 H3 C420\n", 27, 5000);
        using IFrameStream frames = new Y4mDevice("pipe", () => new MemoryStream(stream)).Open();
        var buffer = new FrameBuffer();
        int count = 0;
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 500; i++)
                count += frames.Read(buffer, default) == StreamResult.Frame ? 1 : 0;
        }));
        Assert.True(count >= 1000);
    }

    private static (List<byte[]> Frames, CameraException? Fault) ReadAll(byte[] bytes, int seed)
    {
        var frames = new List<byte[]>();
        var input = new DripInput(bytes, seed);
        try
        {
            using IFrameStream stream = new Y4mDevice("pipe", () => input).Open();
            var buffer = new FrameBuffer();
            for (StreamResult result; (result = stream.Read(buffer, default)) != StreamResult.End;)
            {
                if (result == StreamResult.Frame)
                    frames.Add(buffer.Pixels.ToArray());
            }
        }
        catch (CameraException fault)
        {
            return (frames, fault);
        }
        finally
        {
            Assert.True(input.IsDisposed);
        }

        return (frames, null);
    }

    private static byte[] Stream(string header, int frameLength, int frames)
    {
        List<byte> stream = [.. Encoding.ASCII.GetBytes(header)];
        for (int i = 0; i < frames; i++)
        {
            stream.AddRange(Encoding.ASCII.GetBytes(i == 1 ? "FRAME Ip\n" : "FRAME\n"));
            stream.AddRange(Frame(frameLength, i));
        }

        return [.. stream];
    }

    private static byte[] Frame(int length, int number) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7 + number))];
}
