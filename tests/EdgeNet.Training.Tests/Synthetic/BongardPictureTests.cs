using EdgeNet.Training.Synthetic.Bongard;

namespace EdgeNet.Training.Tests.Synthetic;

public sealed class BongardPictureTests
{
    private const int Side = 96;
    private const int Samples = 60;

    [Fact]
    public void The_same_arguments_draw_the_same_picture_and_others_another()
    {
        foreach (BongardProblem problem in Enum.GetValues<BongardProblem>())
        {
            var pictures = new BongardPicture(problem, Side);
            Assert.Equal(pictures.Draw(1, 5, 7), pictures.Draw(1, 5, 7));
            Assert.NotEqual(pictures.Draw(1, 5, 7), pictures.Draw(1, 5, 8));
            Assert.NotEqual(pictures.Draw(1, 5, 7), pictures.Draw(1, 6, 7));
            Assert.NotEqual(pictures.Draw(1, 5, 7), pictures.Draw(0, 5, 7));
        }
    }

    [Fact]
    public void Two_contours_touch_where_the_label_says_so()
    {
        foreach ((int label, List<Box> boxes, _) in All(BongardProblem.Touching)) Assert.Equal(label == 1 ? 1 : 2, boxes.Count);
    }

    [Fact]
    public void The_small_contour_lies_inside_where_the_label_says_so()
    {
        foreach ((int label, List<Box> boxes, byte[] levels) in All(BongardProblem.InsideOutside))
        {
            Assert.Equal(2, boxes.Count);
            Box small = boxes.MinBy(b => b.Width)!;
            Assert.Equal(label == 0, ReachesBorder(levels, small.First));
        }
    }

    [Fact]
    public void Contours_of_the_same_form_have_the_same_size_and_others_mostly_not()
    {
        int unequal = 0;
        foreach ((int label, List<Box> boxes, _) in All(BongardProblem.SameDifferent))
        {
            Assert.Equal(2, boxes.Count);
            bool isEqual = Math.Abs(boxes[0].Width - boxes[1].Width) <= 1 && Math.Abs(boxes[0].Height - boxes[1].Height) <= 1;
            if (label == 1) Assert.True(isEqual);
            else if (!isEqual) unequal++;
        }

        Assert.InRange(unequal, Samples / 4, Samples / 2);
    }

    [Fact]
    public void The_middle_one_of_three_is_on_the_line_of_the_others_where_the_label_says_so()
    {
        foreach ((int label, List<Box> boxes, _) in All(BongardProblem.Aligned))
        {
            Assert.Equal(3, boxes.Count);
            (double x, double y)[] p = [.. boxes.Select(b => (b.Left + b.Width / 2.0, b.Top + b.Height / 2.0))];
            double area = Math.Abs((p[1].x - p[0].x) * (p[2].y - p[0].y) - (p[1].y - p[0].y) * (p[2].x - p[0].x));
            double longest = Math.Max(Distance(p[0], p[1]), Math.Max(Distance(p[1], p[2]), Distance(p[0], p[2])));
            // A box's middle is not the center that the contour was drawn around.
            Assert.True(label == 1 ? area / longest < 0.12 * Side : area / longest > 0.06 * Side, $"{label}: {area / longest}");
        }

        static double Distance((double x, double y) a, (double x, double y) b) =>
            Math.Sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
    }

    [Fact]
    public void One_contour_is_large_or_small()
    {
        foreach ((int label, List<Box> boxes, _) in All(BongardProblem.LargeSmall))
        {
            Box box = Assert.Single(boxes);
            Assert.Equal(label == 1, Math.Max(box.Width, box.Height) > 0.36 * Side);
        }
    }

    [Theory]
    [InlineData(31)]
    [InlineData(513)]
    public void Sides_outside_the_range_are_refused(int side) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BongardPicture(BongardProblem.Touching, side));

    private static IEnumerable<(int Label, List<Box> Boxes, byte[] Levels)> All(BongardProblem problem)
    {
        var pictures = new BongardPicture(problem, Side);
        for (int i = 0; i < Samples; i++)
        {
            byte[] levels = pictures.Draw(i % 2, 3, (ulong)i);
            yield return (i % 2, Boxes(levels), levels);
        }
    }

    /// <summary>The boxes of connected ink, neighbors over corners included.</summary>
    private static List<Box> Boxes(byte[] levels)
    {
        bool[] seen = new bool[levels.Length];
        var boxes = new List<Box>();
        for (int start = 0; start < levels.Length; start++)
        {
            if (seen[start] || levels[start] > 160) continue;
            (int left, int top, int right, int bottom) = (Side, Side, 0, 0);
            foreach (int at in Flood(start, i => levels[i] <= 160, seen, diagonal: true))
            {
                (left, right) = (Math.Min(left, at % Side), Math.Max(right, at % Side));
                (top, bottom) = (Math.Min(top, at / Side), Math.Max(bottom, at / Side));
            }

            boxes.Add(new(left, top, right - left + 1, bottom - top + 1, start));
        }

        return boxes;
    }

    /// <summary>Whether one walks from the top of a contour, where it is first met row by row, over paper to the picture's border.</summary>
    private static bool ReachesBorder(byte[] levels, int contour)
    {
        int above = contour - Side;
        while (levels[above] <= 160) above -= Side;
        return Flood(above, i => levels[i] > 160, new bool[levels.Length], diagonal: false)
            .Any(at => at % Side is 0 or Side - 1 || at / Side is 0 or Side - 1);
    }

    private static List<int> Flood(int start, Func<int, bool> belongs, bool[] seen, bool diagonal)
    {
        var found = new List<int>();
        var open = new Stack<int>([start]);
        seen[start] = true;
        while (open.TryPop(out int at))
        {
            found.Add(at);
            for (int dy = -1; dy <= 1; dy++)
            {
                for (int dx = -1; dx <= 1; dx++)
                {
                    int x = at % Side + dx, y = at / Side + dy, next = y * Side + x;
                    if ((!diagonal && dx != 0 && dy != 0) || x is < 0 or >= Side || y is < 0 or >= Side || seen[next] || !belongs(next)) continue;
                    seen[next] = true;
                    open.Push(next);
                }
            }
        }

        return found;
    }

    private sealed record Box(int Left, int Top, int Width, int Height, int First);
}
