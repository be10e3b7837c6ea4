using EdgeNet.Devices.Status.Pictures;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Status.Tests.Pictures;

public class PictureRendererTests
{
    private readonly FakeClock _clock = new();
    private readonly FakeStation _station = new();

    [Fact]
    public void There_is_none_before_the_first_frame()
    {
        var renderer = new PictureRenderer(_station, _clock);
        Assert.Null(renderer.Newest());
        Assert.Null(renderer.Find(1));
    }

    [Fact]
    public void The_picture_is_the_frame_but_for_what_JPEG_loses()
    {
        GreyPicture envelope = TestReadings.Envelope();
        _station.Show(envelope, TestReadings.Digits());
        RenderedPicture rendered = new PictureRenderer(_station, _clock).Newest()!;
        Assert.Equal((1L, 640, 480), (rendered.Number, rendered.Width, rendered.Height));
        Assert.Equal(TestReadings.Digits(), rendered.Digits);
        AssertLike(envelope, PictureFile.Read(rendered.Jpeg.Span, "rendered"));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(13, 7)]
    [InlineData(1024, 3)]
    [InlineData(1025, 5)]
    [InlineData(5000, 1)]
    [InlineData(3, 3000)]
    public void Any_size_is_encoded_and_none_is_wider_than_the_page_shows(int width, int height)
    {
        var picture = new GreyPicture(width, height);
        picture.Pixels.Fill(200);
        _station.Show(picture);
        RenderedPicture rendered = new PictureRenderer(_station, _clock).Newest()!;
        GreyPicture decoded = PictureFile.Read(rendered.Jpeg.Span, "rendered");
        int factor = PictureShrinker.Factor(width, PictureRenderer.Widest);
        Assert.Equal((Math.Max(1, width / factor), Math.Max(1, height / factor)), (decoded.Width, decoded.Height));
        Assert.True(decoded.Width <= PictureRenderer.Widest);
        Assert.All(decoded.Pixels.ToArray(), pixel => Assert.InRange(pixel, 197, 203));
    }

    [Fact]
    public void A_frame_is_encoded_once_for_all_who_look_and_a_fast_camera_four_times_a_second()
    {
        var renderer = new PictureRenderer(_station, _clock);
        _station.Show(new GreyPicture(8, 8));
        RenderedPicture first = renderer.Newest()!;
        Assert.Same(first, renderer.Newest());
        _station.Show(new GreyPicture(8, 8));
        Assert.Same(first, renderer.Newest());
        _clock.Pass(TimeSpan.FromMilliseconds(300));
        RenderedPicture second = renderer.Newest()!;
        Assert.Equal(2, second.Number);
        Assert.Same(first, renderer.Find(1));
        Assert.Same(second, renderer.Find(77));
    }

    [Fact]
    public void Shrinking_takes_the_mean()
    {
        byte[] shrunk = new byte[2];
        Assert.Equal((2, 1), PictureShrinker.Shrink([10, 20, 30, 40, 99, 30, 40, 50, 60, 99], 5, 2, 2, shrunk));
        Assert.Equal([25, 45], shrunk);
    }

    private static void AssertLike(GreyPicture expected, GreyPicture found)
    {
        Assert.Equal((expected.Width, expected.Height), (found.Width, found.Height));
        double sum = 0;
        for (int i = 0; i < expected.Pixels.Length; i++)
            sum += Math.Abs(expected.Pixels[i] - found.Pixels[i]);
        Assert.InRange(sum / expected.Pixels.Length, 0, 3);
    }
}
