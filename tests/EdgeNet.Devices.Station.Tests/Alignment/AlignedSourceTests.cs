using System.Numerics;
using EdgeNet.Devices.Station.Alignment;
using EdgeNet.Devices.Station.Configuration.Sections;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Tests.Alignment;

public sealed class AlignedSourceTests
{
    private const int Width = 320;
    private const int Height = 240;

    private static readonly AlignOptions Marks = new() { First = new PixelBox(30, 30, 32, 32), Second = new PixelBox(250, 180, 32, 32) };

    [Theory]
    [InlineData(0, 0, 0, 1)]
    [InlineData(9, -6, 0, 1)]
    [InlineData(-12.3f, 7.6f, 1.5f, 1)]
    [InlineData(3, 3, -2, 1.01f)]
    public void A_camera_that_was_knocked_gives_the_reference_picture(float dx, float dy, float degrees, float scale)
    {
        using var source = new AlignedSource(
            new Knocked { Place = Place(dx, dy, degrees, scale) },
            Picture(Similarity.Identity).Frame,
            Marks);
        Assert.True(source.TryGetFrame(out SourceFrame frame));
        Assert.Empty(frame.Warnings);
        GreyPicture expected = Picture(Similarity.Identity);
        // Within what is in both pictures.
        double difference = 0;
        for (int y = 40; y < Height - 40; y++)
        {
            for (int x = 40; x < Width - 40; x++)
                difference += Math.Abs(frame.Pixels.Row(y)[x] - expected.Row(y)[x]);
        }

        Assert.InRange(difference / ((Width - 80) * (Height - 80)), 0, 4);
        Assert.Equal(("camera", 5L), (frame.Name, frame.Number));
    }

    [Fact]
    public void Other_light_changes_nothing()
    {
        using var source = new AlignedSource(
            new Knocked { Place = Place(9, -6, 0, 1), Light = 0.5f },
            Picture(Similarity.Identity).Frame,
            Marks);
        Assert.True(source.TryGetFrame(out _));
        Assert.Equal((0L, 10.8f), (source.Lost, MathF.Round(source.Moved, 1)));
    }

    [Fact]
    public void Marks_that_are_lost_are_told_once_and_the_last_place_holds()
    {
        var camera = new Knocked { Place = Place(9, -6, 0, 1) };
        using var source = new AlignedSource(camera, Picture(Similarity.Identity).Frame, Marks);
        var told = new List<string>();
        for (int i = 0; i < 9; i++)
        {
            camera.IsCovered = i is >= 3 and < 6;
            Assert.True(source.TryGetFrame(out SourceFrame frame));
            told.AddRange(frame.Warnings);
            Assert.Equal(10.8f, MathF.Round(source.Moved, 1));
        }

        Assert.Equal(3, source.Lost);
        Assert.Equal(2, told.Count);
        Assert.Contains("the marks are not found", told[0]);
        Assert.Contains("found again", told[1]);
    }

    [Fact]
    public void Farther_than_the_search_is_lost()
    {
        using var source = new AlignedSource(
            // Half a wave of the scene: nothing near is like the marks.
            new Knocked { Place = Place(22, 19, 0, 1) },
            Picture(Similarity.Identity).Frame,
            Marks with
            {
                Search = 4,
            });
        Assert.True(source.TryGetFrame(out _));
        Assert.Equal(1, source.Lost);
    }

    [Fact]
    public void Marks_that_are_none_are_refused()
    {
        Refused(Marks with { First = new PixelBox(310, 30, 32, 32) }, "within the reference picture");
        Refused(Marks with { First = new PixelBox(30, 30, 8, 32) }, "12 to 128 pixels a side");
        Refused(Marks with { Second = new PixelBox(60, 60, 32, 32) }, "apart");
        GreyPicture even = new(Width, Height);
        Assert.Contains(
            "found an even area",
            Assert.Throws<ArgumentException>(() => new AlignedSource(new Knocked(), even.Frame, Marks)).Message);
        using var folder = new TestFolder();
        Assert.Throws<PictureException>(() => new AlignConfig { Reference = folder.PathOf("none.png"), Marks = Marks }.Wrap(new Knocked()));
        var plain = new Knocked();
        Assert.Same(plain, new AlignConfig().Wrap(plain));

        static void Refused(AlignOptions marks, string expected)
        {
            GreyPicture reference = Picture(Similarity.Identity);
            Assert.Contains(
                expected,
                Assert.Throws<ArgumentException>(() => new AlignedSource(new Knocked(), reference.Frame, marks)).Message);
        }
    }

    [Fact]
    public void A_frame_costs_no_memory()
    {
        using var source = new AlignedSource(new Knocked { Place = Place(9, -6, 1, 1) }, Picture(Similarity.Identity).Frame, Marks);
        Assert.Equal(
            0,
            Allocations.Least(() =>
            {
                for (int i = 0; i < 3; i++)
                    source.TryGetFrame(out _);
            }));
    }

    private static Similarity Place(float dx, float dy, float degrees, float scale)
    {
        float angle = degrees * MathF.PI / 180;
        // Around the picture's middle.
        var turn = new Vector2(scale * MathF.Cos(angle), scale * MathF.Sin(angle));
        var middle = new Vector2(Width / 2f, Height / 2f);
        Vector2 turned = new Similarity(turn, Vector2.Zero).Apply(middle);
        return new Similarity(turn, middle - turned + new Vector2(dx, dy));
    }

    /// <summary>A smooth scene, seen by a camera that stands elsewhere.</summary>
    private static GreyPicture Picture(Similarity place)
    {
        var picture = new GreyPicture(Width, Height);
        Vector2 turn = place.Turn;
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                // Back from the frame to the scene.
                Vector2 to = new Vector2(x, y) - place.Shift;
                Vector2 from = new Vector2(turn.X * to.X + turn.Y * to.Y, turn.X * to.Y - turn.Y * to.X) / turn.LengthSquared();
                double grey =
                    128
                    + 60 * Math.Sin(from.X / 7.0 + Math.Sin(from.Y / 19.0) * 3)
                    + 50 * Math.Sin(from.Y / 6.0 + from.X * from.X / 9000.0);
                picture.Row(y)[x] = (byte)Math.Clamp(grey, 0, 255);
            }
        }

        return picture;
    }

    private sealed class Knocked : IFrameSource
    {
        private GreyPicture? _picture;

        public Similarity Place { get; init; } = Similarity.Identity;

        public float Light { get; init; } = 1;

        public bool IsCovered { get; set; }

        public FrameCounts Counts => default;

        public bool TryGetFrame(out SourceFrame frame, CancellationToken cancellation = default)
        {
            if (_picture is null)
            {
                _picture = Picture(Place);
                foreach (ref byte pixel in _picture.Pixels)
                    pixel = (byte)(pixel * Light);
            }

            frame = new SourceFrame("camera", IsCovered ? new GreyPicture(Width, Height).Frame : _picture.Frame) { Number = 5 };
            return true;
        }

        public void Dispose() { }
    }
}
