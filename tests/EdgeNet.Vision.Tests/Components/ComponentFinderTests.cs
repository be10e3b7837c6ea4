using EdgeNet.Vision.Binarization;
using EdgeNet.Vision.Components;

namespace EdgeNet.Vision.Tests.Components;

public class ComponentFinderTests
{
    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(2, 0.45)]
    [InlineData(3, 0.6)]
    [InlineData(4, 0.1)]
    public void FindsWhatFloodFillFinds(int seed, double density)
    {
        const int Width = 200, Height = 150;
        byte[] pixels = Scene.Paper(Width, Height);
        var random = new Random(seed);
        for (int i = 0; i < 300 * density; i++)
            Scene.Bar(pixels, Width, random.Next(Width - 20), random.Next(Height - 20), random.Next(1, 20), random.Next(1, 20), shade: 0.2);
        (InkMap ink, ComponentFinder finder) = Scene.Find(pixels, Width, Height);

        var expected = new HashSet<(int, int, int, int, int)>();
        bool[] seen = new bool[Width * Height];
        for (int i = 0; i < seen.Length; i++)
        {
            if (!seen[i] && IsDrawn(ink, i))
                expected.Add(Flood(ink, seen, i));
        }

        // Specks are dropped, everything else is there, and runs add up to the area.
        var found = finder.Components.ToArray();
        Assert.NotEmpty(found);
        foreach (Component c in found)
        {
            Assert.Contains((c.Left, c.Top, c.Right, c.Bottom, c.Area), expected);
            int area = 0;
            for (int r = c.FirstRun; r >= 0; r = finder.Runs[r].Link)
                area += finder.Runs[r].Right - finder.Runs[r].Left;
            Assert.Equal(c.Area, area);
        }

        Assert.True(found.Length >= expected.Count(c => c.Item5 >= 60));
    }

    [Fact]
    public void TextureIsBounded()
    {
        // A chequerboard has a run for every second pixel.
        byte[] pixels = Scene.Paper(1200, 1200);
        for (int y = 0; y < 1200; y += 4)
        {
            for (int x = 0; x < 1200; x += 4)
                Scene.Bar(pixels, 1200, x, y, 2, 2);
        }

        (_, ComponentFinder finder) = Scene.Find(pixels, 1200, 1200);
        Assert.InRange(finder.Components.Length, 0, ComponentFinder.MaxComponents);
        Assert.InRange(finder.Runs.Length, 0, ComponentFinder.MaxRuns);
    }

    private static bool IsDrawn(InkMap ink, int at)
    {
        (int y, int x) = Math.DivRem(at, ink.Width);
        return ink.Row(y)[x] > ink.Limits(y / ink.BlockSize)[x / ink.BlockSize];
    }

    private static (int, int, int, int, int) Flood(InkMap ink, bool[] seen, int start)
    {
        (int left, int top, int right, int bottom, int area) = (int.MaxValue, int.MaxValue, 0, 0, 0);
        var open = new Stack<int>([start]);
        seen[start] = true;
        while (open.TryPop(out int at))
        {
            (int y, int x) = Math.DivRem(at, ink.Width);
            (left, top, right, bottom, area) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1), area + 1);
            for (int ny = Math.Max(0, y - 1); ny <= Math.Min(ink.Height - 1, y + 1); ny++)
            {
                for (int nx = Math.Max(0, x - 1); nx <= Math.Min(ink.Width - 1, x + 1); nx++)
                {
                    int next = ny * ink.Width + nx;
                    if (seen[next] || !IsDrawn(ink, next))
                        continue;
                    seen[next] = true;
                    open.Push(next);
                }
            }
        }

        return (left, top, right, bottom, area);
    }
}
