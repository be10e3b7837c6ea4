using EdgeNet.Vision.Fields;
using EdgeNet.Vision.Lines;

namespace EdgeNet.Vision.Tests.Fields;

public class FieldFinderTests
{
    [Fact]
    public void FiveAloneAreTheBestField()
    {
        Mark[] marks = [.. Row(line: 0, count: 14, left: 20, top: 50, width: 14, height: 20, pitch: 20), .. Row(1, 5, 60, 100, 30, 44, 50)];
        var finder = new FieldFinder();
        finder.Find(marks);
        FieldCandidate best = finder.Candidates[0];
        Assert.Equal((14, 19), (best.First, best.End));
        Assert.Equal(44, best.DigitHeight, 0.01);
        Assert.Equal(5, best.Characters);
        Assert.True(FieldEvidence.Bound(best, marks) > 0.95);
    }

    [Fact]
    public void APrintedLineIsHardlyAField()
    {
        Mark[] marks = [.. Row(0, 14, 20, 50, 14, 20, 20), .. Row(1, 12, 20, 90, 14, 20, 20)];
        var finder = new FieldFinder();
        finder.Find(marks);
        foreach (FieldCandidate candidate in finder.Candidates)
            Assert.True(FieldEvidence.Bound(candidate, marks) < 0.1);
    }

    [Fact]
    public void APrintedWordBesideIsLeftOut()
    {
        Mark[] marks = [.. Row(0, 3, 20, 60, 14, 22, 18), .. Row(0, 5, 90, 50, 30, 44, 50)];
        var finder = new FieldFinder();
        finder.Find(marks);
        Assert.Equal((3, 8), (finder.Candidates[0].First, finder.Candidates[0].End));
    }

    [Fact]
    public void NothingHasNoField()
    {
        var finder = new FieldFinder();
        finder.Find([]);
        Assert.Equal(0, finder.Candidates.Length);
    }

    private static IEnumerable<Mark> Row(int line, int count, float left, float top, float width, float height, float pitch) =>
        Enumerable.Range(0, count).Select(i => new Mark
        {
            Line = line, Left = left + i * pitch, Right = left + i * pitch + width, Top = top, Bottom = top + height, Area = (int)(width * height / 3),
        });
}
