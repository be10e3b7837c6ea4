using System.Diagnostics;
using EdgeNet.Devices.Station.Recording;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Station.Tests.Recording;

public sealed class RecordingTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly byte[] _pixels = new byte[8 * 6];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_recorded_comes_again_with_its_times_and_gaps()
    {
        string folder = _folder.PathOf("recording");
        Record(folder, null, (1, 0, 100), (2, 40, 101), (3, 100, 105));
        List<(byte Grey, double Milliseconds, long Missed)> frames = Replay(folder);
        Assert.Equal(
            [(1, 0, 0), (2, 40, 0), (3, 100, 3)],
            frames.Select(f => ((int)f.Grey, (int)Math.Round(f.Milliseconds), (int)f.Missed)));
        // It is a folder of pictures besides.
        using var pictures = new PictureSource([folder]);
        Assert.True(pictures.TryGetFrame(out SourceFrame picture));
        Assert.Equal((8, 6), (picture.Pixels.Width, picture.Pixels.Height));
    }

    [Fact]
    public void A_replay_is_a_source_as_a_camera_is()
    {
        string folder = _folder.PathOf("recording");
        Record(folder, null, (1, 0, 1), (2, 20, 2), (3, 40, 3));
        using var source = new LiveSource(new ReplayDevice(folder, isPaced: true), new LiveOptions { Delivery = FrameDelivery.Every });
        var greys = new List<int>();
        while (source.TryGetFrame(out SourceFrame frame))
            greys.Add(frame.Pixels.Pixels[0]);
        Assert.Equal([1, 2, 3], greys);
    }

    [Fact]
    public void Frames_bytes_and_time_are_bounded()
    {
        (byte, int, long)[] frames = [.. Enumerable.Range(0, 50).Select(i => ((byte)i, i * 100, (long)i))];
        Assert.Equal(7, Record(_folder.PathOf("a"), new RecordingOptions { Frames = 7 }, frames));
        Assert.Equal(2, Record(_folder.PathOf("b"), new RecordingOptions { Bytes = 150 }, frames));
        Assert.Equal(11, Record(_folder.PathOf("c"), new RecordingOptions { Duration = TimeSpan.FromSeconds(1) }, frames));
        Assert.Equal(0, Record(_folder.PathOf("d"), new RecordingOptions { KeepFree = long.MaxValue / 2 }, frames));
        using var recorder = new FrameRecorder(_folder.PathOf("e"), new RecordingOptions { Frames = 1 });
        Assert.True(recorder.Add(Frame(1, 0, 0)));
        Assert.False(recorder.Add(Frame(1, 1, 1)));
        Assert.Equal("the most frames are recorded", recorder.End);
    }

    [Fact]
    public void Nothing_is_recorded_over()
    {
        _folder.WriteText("full/letter.txt", "dear");
        Assert.Throws<IOException>(() => new FrameRecorder(_folder.PathOf("full")));
        Assert.Equal("dear", File.ReadAllText(_folder.PathOf("full/letter.txt")));
    }

    [Fact]
    public void A_recording_that_was_cut_off_is_whole_up_to_there()
    {
        string folder = _folder.PathOf("recording"), index = Path.Combine(folder, "frames.csv");
        Record(folder, null, (1, 0, 1), (2, 40, 2));
        File.AppendAllText(index, "000002.pgm,8");
        Assert.Equal(2, Replay(folder).Count);
        File.AppendAllText(index, "0,3\n");
        using IFrameStream stream = new ReplayDevice(folder, isPaced: false).Open();
        var buffer = new FrameBuffer();
        Assert.Equal(StreamResult.Frame, stream.Read(buffer, TimeSpan.Zero));
        Assert.Equal(StreamResult.Frame, stream.Read(buffer, TimeSpan.Zero));
        // Its picture is not there.
        Assert.Equal(StreamResult.Damaged, stream.Read(buffer, TimeSpan.Zero));
        Assert.Contains("000002.pgm", buffer.Warning);
        Assert.Equal(StreamResult.End, stream.Read(buffer, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("a,b\n", "line 1: expected file,milliseconds,number")]
    [InlineData("file,milliseconds,number\n../../etc/passwd,0,0\n", "line 2: expected 000000.pgm")]
    [InlineData("file,milliseconds,number\n000000.pgm,-1,0\n", "line 2: expected 000000.pgm")]
    [InlineData("file,milliseconds,number\n000000.pgm,1e300,0\n", "line 2: expected 000000.pgm")]
    [InlineData("file,milliseconds,number\n000000.pgm,999999999999,0\n", "line 2: expected 000000.pgm")]
    [InlineData("file,milliseconds,number\n000000.pgm,5,0\n000001.pgm,4,1\n", "line 3: expected 000001.pgm")]
    [InlineData("file,milliseconds,number\n000000.pgm,5,0,7\n", "line 2: expected 000000.pgm")]
    public void An_index_that_is_none_is_refused(string text, string expected)
    {
        _folder.WriteText("bad/frames.csv", text);
        CameraException error = Assert.Throws<CameraException>(() => new ReplayDevice(_folder.PathOf("bad"), isPaced: false).Open());
        Assert.Equal(CameraFault.WrongFormat, error.Fault);
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void A_line_without_end_takes_no_memory_and_a_folder_without_index_is_no_recording()
    {
        _folder.WriteText("long/frames.csv", new string('x', 1_000_000));
        Assert.Equal(CameraFault.WrongFormat, Fault("long"));
        Assert.Equal(CameraFault.NotFound, Fault("none"));

        CameraFault Fault(string name) =>
            Assert.Throws<CameraException>(() => new ReplayDevice(Path.Combine(_folder.Path, name), isPaced: false).Open()).Fault;
    }

    private static List<(byte Grey, double Milliseconds, long Missed)> Replay(string folder)
    {
        var frames = new List<(byte, double, long)>();
        var device = new ReplayDevice(folder, isPaced: false);
        using IFrameStream stream = device.Open();
        var buffer = new FrameBuffer();
        long first = 0;
        while (stream.Read(buffer, TimeSpan.Zero) == StreamResult.Frame)
        {
            first = frames.Count == 0 ? buffer.Captured : first;
            frames.Add((buffer.Pixels[0], Stopwatch.GetElapsedTime(first, buffer.Captured).TotalMilliseconds, buffer.Missed));
        }

        Assert.Equal(frames.Count, device.Frames);
        return frames;
    }

    private int Record(string folder, RecordingOptions? options, params (byte Grey, int Milliseconds, long Number)[] frames)
    {
        using var recorder = new FrameRecorder(folder, options ?? new RecordingOptions { KeepFree = 0 });
        foreach ((byte grey, int milliseconds, long number) in frames)
            recorder.Add(Frame(grey, milliseconds, number));
        return recorder.Frames;
    }

    private SourceFrame Frame(byte grey, int milliseconds, long number)
    {
        Array.Fill(_pixels, grey);
        return new SourceFrame("camera", new GreyFrame(_pixels, 8, 6))
        {
            Captured = Stopwatch.Frequency + milliseconds * (Stopwatch.Frequency / 1000),
            Number = number,
        };
    }
}
