using EdgeNet.Devices;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Tests.Frames;

public sealed class PictureSourceTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PathsComeInTheOrderGivenAndFoldersSortedOrdinally()
    {
        _folder.WritePicture("b/a.png");
        _folder.WritePicture("b/B.PGM");
        _folder.WritePicture("b/a10.png");
        _folder.WritePicture("b/a9.png");
        _folder.WriteText("b/notes.txt", "no picture");
        _folder.WritePicture("b/deeper/c.png");
        string first = _folder.WritePicture("z.picture");
        string[] expected = [first, .. new[] { "B.PGM", "a.png", "a10.png", "a9.png" }.Select(n => Path.Combine(_folder.Path, "b", n)), first];
        Assert.Equal(expected, Names(new PictureSource([first, Path.Combine(_folder.Path, "b"), first])));
    }

    [Fact]
    public void TheFrameIsThePicture()
    {
        string path = _folder.WritePicture("a.png", 7, 5);
        using var source = new PictureSource([path]);
        Assert.True(source.TryGetFrame(out SourceFrame frame));
        Assert.Equal(path, frame.Name);
        Assert.Equal((7, 5), (frame.Pixels.Width, frame.Pixels.Height));
        Assert.Equal((byte)(3 * 7 + 2), frame.Pixels.Row(3)[2]);
        Assert.False(source.TryGetFrame(out _));
        Assert.False(source.TryGetFrame(out _));
    }

    [Fact]
    public void WhatCannotBeReadIsReportedAndTheNextGoesOn()
    {
        string bad = _folder.WriteText("bad.png", "no picture");
        string good = _folder.WritePicture("good.png");
        string empty = _folder.MakeFolder("empty");
        Assert.Equal(
            [$"! {bad}", $"! {empty}", "! nowhere.png", "! ", good],
            Names(new PictureSource([bad, empty, "nowhere.png", "", good])));
    }

    [Fact]
    public void AnEmptyFolderSaysWhatWasExpected()
    {
        using var source = new PictureSource([_folder.MakeFolder("empty")]);
        FrameException error = Assert.Throws<FrameException>(() => source.TryGetFrame(out _));
        Assert.Contains("expected a folder with JPEG, PNG or PNM pictures, found none", error.Message);
        Assert.False(source.TryGetFrame(out _));
    }

    [Fact]
    public void WarningsComeWithTheFrameTheyAreOf()
    {
        string damaged = _folder.WritePicture("f/b.png");
        File.AppendAllText(damaged, "more");
        _folder.WritePicture("f/c.png");
        _folder.WriteText("f/a.jpg", "no picture");
        _folder.WriteText("f/d.webp", "");
        _folder.WriteText("f/e.heic", "");
        string folder = Path.Combine(_folder.Path, "f");
        using var source = new PictureSource([folder]);
        Assert.Throws<FrameException>(() => source.TryGetFrame(out _));
        Assert.True(source.TryGetFrame(out SourceFrame frame));
        Assert.Equal(2, frame.Warnings.Count);
        Assert.Equal($"{folder}: passed over pictures of formats that are not read: 1 WebP, 1 HEIC", frame.Warnings[0]);
        Assert.StartsWith($"{damaged}: PNG: expected the end of the file after IEND", frame.Warnings[1]);
        Assert.True(source.TryGetFrame(out frame));
        Assert.Empty(frame.Warnings);
    }

    [Fact]
    public void AFolderOfOtherFormatsSaysSo()
    {
        _folder.WriteText("heic/a.heic", "");
        using var source = new PictureSource([Path.Combine(_folder.Path, "heic")]);
        FrameException error = Assert.Throws<FrameException>(() => source.TryGetFrame(out _));
        Assert.Contains("expected a folder with JPEG, PNG or PNM pictures, found only others in it: 1 HEIC", error.Message);
    }

    [Fact]
    public void AnotherReaderReadsOtherFormats()
    {
        string path = _folder.WriteText("a.gif", "GIF89a");
        using var device = new PictureSource([path]);
        Assert.Contains("found a GIF picture", Assert.Throws<FrameException>(() => device.TryGetFrame(out _)).Message);
        using var source = new PictureSource([_folder.Path], new WhiteGifs());
        Assert.True(source.TryGetFrame(out SourceFrame frame));
        Assert.Equal((path, (byte)255), (frame.Name, frame.Pixels.Row(0)[0]));
    }

    [Fact]
    public void CancellationEndsIt()
    {
        using var source = new PictureSource([_folder.WritePicture("a.png")]);
        Assert.Throws<OperationCanceledException>(() => source.TryGetFrame(out _, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void TheIntervalIsWaitedForAndCancellationEndsThat()
    {
        string path = _folder.WritePicture("a.png");
        using var source = new PictureSource([path, path]) { Interval = TimeSpan.FromDays(1) };
        Assert.True(source.TryGetFrame(out _));
        using var cancellation = new CancellationTokenSource();
        Task<bool> second = Task.Run(() => source.TryGetFrame(out _, cancellation.Token));
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => second.GetAwaiter().GetResult());
    }

    [Fact]
    public void FramesAndDamagedOnesAreCounted()
    {
        string[] paths = [_folder.WritePicture("a.png"), _folder.WriteText("b.png", "no picture")];
        using var source = new PictureSource(paths) { Interval = TimeSpan.FromTicks(1) };
        Assert.True(source.TryGetFrame(out _));
        Assert.Throws<FrameException>(() => source.TryGetFrame(out _));
        Assert.False(source.TryGetFrame(out _));
        Assert.Equal(new FrameCounts(Frames: 1, Dropped: 0, Missed: 0, Damaged: 1, Faults: 0, Opens: 0), source.Counts);
    }

    [Fact]
    public void NamesThatWouldActOnATerminalAreEscapedInWhatIsTold()
    {
        if (OperatingSystem.IsWindows())
            return;
        const string Evil = "a\u001b[2J\nforged\u202e";
        string bad = _folder.WriteText($"{Evil}/b\u009b.png", "no picture");
        _folder.WriteText($"{Evil}/c.webp", "");
        File.AppendAllText(_folder.WritePicture($"{Evil}/d.png"), "more");
        using var source = new PictureSource([Path.Combine(_folder.Path, Evil), "no\nsuch"]);
        FrameException error = Assert.Throws<FrameException>(() => source.TryGetFrame(out _));
        Assert.Equal(bad, error.FrameName);
        Assert.Contains(@"a\u001b[2J\u000aforged\u202e/b\u009b.png: expected a", error.Message);
        Assert.True(source.TryGetFrame(out SourceFrame frame));
        Assert.Equal(2, frame.Warnings.Count);
        Assert.All(frame.Warnings, w => Assert.Contains(@"a\u001b[2J\u000aforged\u202e", w));
        Assert.All(frame.Warnings, w => Assert.DoesNotContain(w, char.IsControl));
        Assert.StartsWith(@"no\u000asuch: ", Assert.Throws<FrameException>(() => source.TryGetFrame(out _)).Message);
    }

    private static List<string> Names(PictureSource source)
    {
        var names = new List<string>();
        while (true)
        {
            try
            {
                if (!source.TryGetFrame(out SourceFrame frame)) return names;
                names.Add(frame.Name);
            }
            catch (FrameException e)
            {
                names.Add("! " + e.FrameName);
            }
        }
    }

    private sealed class WhiteGifs() : PictureReader(PictureFormat.Gif)
    {
        protected override GreyPicture Decode(PictureFormat format, ReadOnlySpan<byte> data, string name, bool withColors)
        {
            var picture = new GreyPicture(1, 1);
            picture.Pixels.Fill(255);
            return picture;
        }
    }
}
