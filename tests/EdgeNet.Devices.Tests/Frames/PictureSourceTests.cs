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
    public void CancellationEndsIt()
    {
        using var source = new PictureSource([_folder.WritePicture("a.png")]);
        Assert.Throws<OperationCanceledException>(() => source.TryGetFrame(out _, new CancellationToken(canceled: true)));
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
}
