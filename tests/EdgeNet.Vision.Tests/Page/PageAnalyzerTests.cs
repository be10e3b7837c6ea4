using EdgeNet.Tests.Shared;
using EdgeNet.Vision.Candidates;
using EdgeNet.Vision.Page;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Strips;

namespace EdgeNet.Vision.Tests.Page;

/// <summary>The field of a drawn envelope is among the first candidates, however the envelope is seen.</summary>
public class PageAnalyzerTests
{
    private const int Enough = 4;

    private readonly PageAnalyzer _analyzer = new();

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(45)]
    [InlineData(93)]
    [InlineData(180)]
    [InlineData(251)]
    [InlineData(338)]
    public void EveryAngleIsFound(float degrees)
    {
        for (int seed = 0; seed < 3; seed++)
        {
            FieldScene scene = FieldScene.Draw(seed);
            AssertFound(scene.Apply(PictureWarp.Turn(scene.Picture, degrees)), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    [InlineData(120)]
    [InlineData(200)]
    [InlineData(290)]
    public void PerspectiveIsFollowed(float axis)
    {
        FieldScene scene = FieldScene.Draw(5);
        AssertFound(scene.Apply(PictureWarp.Tilt(scene.Picture, 20, axis)), "tilted");
    }

    [Theory]
    [InlineData(0.26f)]
    [InlineData(0.5f)]
    [InlineData(2f)]
    [InlineData(5f)]
    public void DigitsOfEverySizeAreFound(float factor)
    {
        FieldScene scene = FieldScene.Draw(6);
        AssertFound(scene.Apply(PictureWarp.Scale(scene.Picture, factor)), "scaled");
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1f)]
    [InlineData(2.5f)]
    public void AHalfShadowAcrossTheFieldIsPaper(float angle)
    {
        FieldScene scene = FieldScene.Draw(7);
        float x0 = (scene.Left.X + scene.Right.X) / 2, y0 = scene.Left.Y;
        for (int y = 0; y < scene.Picture.Height; y++)
        {
            Span<byte> row = scene.Picture.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                float inside = ((x - x0) * MathF.Cos(angle) + (y - y0) * MathF.Sin(angle)) / 3;
                row[x] = (byte)(row[x] * (1 - 0.5f / (1 + MathF.Exp(-inside))));
            }
        }

        AssertFound(scene, "in half-shadow");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(110)]
    public void ARuleThroughTheFeetDoesNotJoinTheDigits(float degrees)
    {
        FieldScene scene = FieldScene.Draw(4);
        int top = (int)(scene.Left.Y + 0.35f * scene.LeftHeight);
        for (int y = top; y < top + 3; y++)
            scene.Picture.Row(y).Slice(10, 620).Fill(50);
        AssertFound(scene.Apply(PictureWarp.Turn(scene.Picture, degrees)), "on a rule");
    }

    [Fact]
    public void ACombIsTakenApart()
    {
        FieldScene scene = FieldScene.Draw(3);
        int left = (int)scene.Left.X - 10, width = (int)(scene.Right.X - scene.Left.X) + 20;
        for (int y = (int)(scene.Left.Y - 0.6f * scene.LeftHeight); y < scene.Left.Y + 0.6f * scene.LeftHeight; y += (int)(1.2f * scene.LeftHeight) - 3)
        {
            for (int thick = 0; thick < 2; thick++)
                scene.Picture.Row(y + thick).Slice(left, width).Fill(60);
        }

        AssertFound(scene, "in a comb");
    }

    [Fact]
    public void LightInkIsFound()
    {
        FieldScene scene = FieldScene.Draw(8);
        foreach (ref byte level in scene.Picture.Pixels)
            level = (byte)~level;
        int rank = scene.Rank(_analyzer);
        Assert.InRange(rank, 0, Enough);
        Assert.True(_analyzer.Candidates[rank].IsLightInk);
    }

    [Fact]
    public void BoxesAroundDigitsAreMarks()
    {
        // Hollow boxes alone: the field is where it would be written.
        var picture = new GreyPicture(640, 480);
        picture.Pixels.Fill(220);
        for (int box = 0; box < 5; box++)
            Outline(picture, 200 + 42 * box, 300, 32, 44);
        _analyzer.Analyze(picture.Frame);
        LineCandidate best = _analyzer.Candidates[0];
        Assert.True(best.IsBoxed);
        Assert.InRange(best.Start.X, 197, 203);
        Assert.InRange(best.End.X, 397, 403);
        Assert.InRange(best.Start.Y, 320, 324);
        Assert.InRange(best.Height, 22, 44);
    }

    [Fact]
    public void ColoredBoxesLeaveTheDigitsInTheSecondPlane()
    {
        FieldScene scene = FieldScene.Draw(9);
        var picture = new GreyPicture(scene.Picture.Width, scene.Picture.Height, hasDropout: true);
        scene.Picture.Pixels.CopyTo(picture.Pixels);
        scene.Picture.Pixels.CopyTo(picture.Dropout);
        // A line through the digits' middle joins them all in the grey.
        for (int x = (int)scene.Left.X - 20; x < scene.Right.X + 20; x++)
        {
            for (int y = -2; y <= 2; y++)
                picture.Row((int)scene.Left.Y + y)[x] = Math.Min(picture.Row((int)scene.Left.Y + y)[x], (byte)110);
        }

        int rank = (scene with { Picture = picture }).Rank(_analyzer);
        Assert.InRange(rank, 0, Enough);
        Assert.Equal(PagePlane.Dropout, _analyzer.Candidates[rank].Plane);
    }

    [Fact]
    public void APictureOfOneDigitIsACandidate()
    {
        var picture = new GreyPicture(30, 40);
        picture.Pixels.Fill(200);
        for (int y = 6; y < 34; y++)
            picture.Row(y).Slice(13, 4).Fill(60);
        _analyzer.Analyze(picture.Frame);
        LineCandidate best = _analyzer.Candidates[0];
        Assert.True(best.IsWhole);
        Assert.InRange(best.Height, 26, 31);
        Assert.InRange(best.Start.Y, 18, 22);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 500)]
    [InlineData(2000, 1)]
    [InlineData(7, 5)]
    [InlineData(640, 480)]
    public void BlankPicturesOfAnySizeHaveNoCandidates(int width, int height)
    {
        var picture = new GreyPicture(width, height);
        picture.Pixels.Fill(128);
        _analyzer.Analyze(picture.Frame);
        Assert.Equal(0, _analyzer.Candidates.Length);
    }

    [Fact]
    public void NoiseNeitherCrashesNorAllocatesWithoutBound()
    {
        var random = new Random(3);
        foreach ((int width, int height) in new[] { (3, 400), (64, 64), (900, 700) })
        {
            var picture = new GreyPicture(width, height);
            random.NextBytes(picture.Pixels);
            _analyzer.Analyze(picture.Frame);
            Assert.InRange(_analyzer.Candidates.Length, 0, PageAnalyzer.MaxCandidates);
        }
    }

    [Fact]
    public void CandidatesAreOrderedAndTracedRowsSayWhy()
    {
        FieldScene scene = FieldScene.Draw(10);
        _analyzer.Trace = new PageTrace();
        _analyzer.Analyze(scene.Picture.Frame);
        for (int i = 1; i < _analyzer.Candidates.Length; i++)
            Assert.True(_analyzer.Candidates[i - 1].Score >= _analyzer.Candidates[i].Score);
        TracePlane plane = Assert.Single(_analyzer.Trace.Planes);
        Assert.NotEmpty(plane.Marks);
        Assert.Contains(plane.Rows, row => row.Fate == CandidateFate.Kept);
        Assert.Contains(plane.Rows, row => row.Fate == CandidateFate.Duplicate);
    }

    [Fact]
    public void NothingIsAllocatedAfterTheFirstFrame()
    {
        FieldScene scene = FieldScene.Draw(11);
        var strips = new LineStrips();
        Assert.Equal(0, Allocations.Least(() =>
        {
            _analyzer.Analyze(scene.Picture.Frame);
            foreach (ref readonly LineCandidate candidate in _analyzer.Candidates)
                _analyzer.Sample(scene.Picture.Frame, candidate, PagePlane.Grey, isTurned: true, strips);
        }));
    }

    private void AssertFound(FieldScene scene, string what)
    {
        int rank = scene.Rank(_analyzer);
        Assert.True(rank is >= 0 and < Enough, $"{what}: rank {rank}");
    }

    private static void Outline(GreyPicture picture, int left, int top, int width, int height)
    {
        for (int y = top; y < top + height; y++)
        {
            Span<byte> row = picture.Row(y);
            if (y < top + 2 || y >= top + height - 2)
                row.Slice(left, width).Fill(90);
            row.Slice(left, 2).Fill(90);
            row.Slice(left + width - 2, 2).Fill(90);
        }
    }
}
