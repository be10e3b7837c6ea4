namespace EdgeNet.Vision.Page;

/// <summary>Joins runs that touch, corners included, to components, by union-find.</summary>
internal sealed class InkComponents
{
    private const int LeastArea = 6;
    private const int LeastSide = 5;

    // A component that nowhere is this much deeper than its limit asks is a shade.
    private const float LeastPeak = 0.3f;

    private readonly int[] _owners = new int[InkRuns.MaxRuns];
    private readonly Component[] _found = new Component[InkRuns.MaxRuns];

    internal int Count { get; private set; }

    internal ReadOnlySpan<Component> All => _found.AsSpan(0, Count);

    /// <summary>Joins the runs; afterwards a component's own are linked.</summary>
    internal void Join(Span<Run> runs, PagePicture picture, PaperGrid paper, InkLimits limits)
    {
        int aboveStart = 0;
        int start = 0;
        while (start < runs.Length)
        {
            int y = runs[start].Y;
            int end = start;
            while (end < runs.Length && runs[end].Y == y)
                end++;
            if (start > 0 && runs[start - 1].Y == y - 1)
                JoinRows(runs, aboveStart, start, end);
            aboveStart = start;
            start = end;
        }

        Collect(runs);
        Keep(runs, picture, paper, limits);
    }

    private static void JoinRows(Span<Run> runs, int above, int here, int hereEnd)
    {
        int aboveEnd = here;
        while (above < aboveEnd && here < hereEnd)
        {
            // Corners touch: the runs may be one pixel apart.
            if (runs[above].Left <= runs[here].Right && runs[here].Left <= runs[above].Right)
                Unite(runs, above, here);
            if (runs[above].Right < runs[here].Right)
                above++;
            else
                here++;
        }
    }

    private static void Unite(Span<Run> runs, int a, int b)
    {
        a = Root(runs, a);
        b = Root(runs, b);
        if (a < b)
            runs[b].Link = a;
        else
            runs[a].Link = b;
    }

    private static int Root(Span<Run> runs, int run)
    {
        while (runs[run].Link != run)
        {
            runs[run].Link = runs[runs[run].Link].Link;
            run = runs[run].Link;
        }

        return run;
    }

    private void Collect(Span<Run> runs)
    {
        Count = 0;
        for (int i = 0; i < runs.Length; i++)
        {
            // Roots come first: a link always points to an earlier run.
            int root = Root(runs, i);
            if (root == i)
            {
                _owners[i] = Count;
                _found[Count++] = new Component { Left = int.MaxValue, Top = runs[i].Y, FirstRun = -1, LastRun = -1 };
            }
            else
            {
                _owners[i] = _owners[root];
            }
        }

        for (int i = 0; i < runs.Length; i++)
        {
            ref Run run = ref runs[i];
            ref Component component = ref _found[_owners[i]];
            component.Left = Math.Min(component.Left, run.Left);
            component.Right = Math.Max(component.Right, run.Right);
            component.Bottom = run.Y + 1;
            component.Area += run.Right - run.Left;
            if (component.LastRun < 0)
                component.FirstRun = i;
            else
                runs[component.LastRun].Link = i;
            component.LastRun = i;
            run.Link = -1;
        }
    }

    private void Keep(Span<Run> runs, PagePicture picture, PaperGrid paper, InkLimits limits)
    {
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            ref Component component = ref _found[i];
            if (component.Area >= LeastArea && Math.Max(component.Width, component.Height) >= LeastSide
                && Measure(ref component, runs, picture, paper, limits))
            {
                _found[kept++] = component;
            }
        }

        Count = kept;
    }

    // Sets the component's peak, the depth of its deepest pixel; false for a shade.
    private static bool Measure(ref Component component, Span<Run> runs, PagePicture picture, PaperGrid paper, InkLimits limits)
    {
        int cell = paper.Cell;
        bool isDeep = false;
        int most = 0, light = 1;
        for (int r = component.FirstRun; r >= 0; r = runs[r].Link)
        {
            Run run = runs[r];
            byte darkest = 255;
            foreach (byte level in picture.SmoothRow(run.Y)[run.Left..run.Right])
                darkest = Math.Min(darkest, level);
            int column = (run.Left + run.Right) / 2 / cell;
            int ground = paper.Paper(run.Y / cell)[column], limit = limits.Row(run.Y / cell)[column];
            isDeep |= limit - darkest >= LeastPeak * (ground - limit);
            if ((ground - darkest) * light <= most * ground)
                continue;
            most = ground - darkest;
            light = ground;
        }

        component.Peak = Math.Clamp(most * 255 / light, 0, 255);
        return isDeep;
    }
}
