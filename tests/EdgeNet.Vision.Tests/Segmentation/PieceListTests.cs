using EdgeNet.Vision.Components;
using EdgeNet.Vision.Fields;
using EdgeNet.Vision.Lines;
using EdgeNet.Vision.Segmentation;

namespace EdgeNet.Vision.Tests.Segmentation;

public class PieceListTests
{
    [Fact]
    public void CutsWhereThereIsLeastInkAndLosesNone()
    {
        // Two blocks, 30 wide, that touch in a thin neck at 98.
        byte[] pixels = Scene.Paper(300, 120);
        Scene.Bar(pixels, 300, 60, 30, 36, 50, shade: 0.1);
        Scene.Bar(pixels, 300, 96, 50, 4, 5, shade: 0.1);
        Scene.Bar(pixels, 300, 100, 30, 36, 50, shade: 0.1);
        ComponentFinder components = Scene.Find(pixels, 300, 120).Components;
        var lines = new TextLines();
        lines.Build(components);
        Assert.Equal(1, lines.Marks.Length);
        Mark mark = lines.Marks[0];
        var pieces = new PieceList();
        var field = new FieldCandidate
        {
            First = 0, End = 1, Characters = 1, DigitHeight = mark.Height, Left = mark.Left, Right = mark.Right, Top = mark.Top, Bottom = mark.Bottom,
        };
        pieces.Build(components, lines, field);
        Piece[] found = pieces.Pieces.ToArray();
        Assert.InRange(found.Length, 2, PieceList.MaxPieces);
        Assert.Contains(found, p => p.From is > 95 and < 101);
        Assert.Equal(mark.Area, found.Sum(p => p.Area));
        Assert.Equal(found.OrderBy(p => p.CentreU), found);
    }

    [Fact]
    public void FiveCharactersAreNotCut()
    {
        byte[] pixels = Scene.Paper(400, 120);
        for (int i = 0; i < 5; i++)
            Scene.Bar(pixels, 400, 40 + 60 * i, 30, 40, 50);
        ComponentFinder components = Scene.Find(pixels, 400, 120).Components;
        var lines = new TextLines();
        lines.Build(components);
        var finder = new FieldFinder();
        finder.Find(lines.Marks);
        var pieces = new PieceList();
        pieces.Build(components, lines, finder.Candidates[0]);
        Assert.Equal(5, pieces.Pieces.Length);
        Assert.Equal([0, 1, 2, 3, 4], pieces.Pieces.ToArray().Select(p => (int)(p.Left - 40 + 5) / 60));
    }
}
