using EdgeNet.Vision.Binarization;

namespace EdgeNet.Vision.Components;

/// <summary>Finds the connected components (8 neighbours) of an ink map, run by run with union-find, in one pass and bounded memory.</summary>
internal sealed class ComponentFinder
{
    /// <summary>The most runs; a picture with more is texture, and its limits are raised until they fit.</summary>
    internal const int MaxRuns = 100_000;

    /// <summary>The most components that are kept, the largest first.</summary>
    internal const int MaxComponents = 400;

    private const int Attempts = 4;
    private const int LeastArea = 8;
    private const int LeastSide = 4;

    // A component that nowhere rises this much above what counts as drawn at all is a shade.
    private const float PeakFactor = 1.35f;

    private Run[] _runs = [];
    private int[] _owners = [];
    private Component[] _found = [];
    private int _count;

    /// <summary>The runs of all components; a component's own are linked.</summary>
    internal ReadOnlySpan<Run> Runs => _runs;

    internal ReadOnlySpan<Component> Components => _found.AsSpan(0, _count);

    internal void Find(InkMap ink)
    {
        // Rows cannot hold more runs than half their pixels.
        int most = (int)Math.Min(MaxRuns, ((long)ink.Width + 1) / 2 * ink.Height);
        if (_runs.Length < most)
        {
            _runs = new Run[most];
            _owners = new int[most];
            _found = new Component[most];
        }

        int runs = FindRuns(ink, most);
        for (int attempt = 1; runs < 0 && attempt < Attempts; attempt++)
        {
            ink.Raise(ink.Contrast * (0.35f + 0.2f * attempt));
            runs = FindRuns(ink, most);
        }

        _count = 0;
        if (runs > 0)
            Collect(runs, ink);
    }

    // The number of runs, each linked to an earlier one of its component or to itself; -1 if there are too many.
    private int FindRuns(InkMap ink, int most)
    {
        int count = 0;
        int aboveStart = 0;
        int aboveEnd = 0;
        for (int y = 0; y < ink.Height; y++)
        {
            int start = count;
            ReadOnlySpan<byte> row = ink.Row(y);
            ReadOnlySpan<byte> limits = ink.Limits(y / ink.BlockSize);
            int open = -1;
            for (int block = 0, x = 0; block < limits.Length; block++)
            {
                byte limit = limits[block];
                for (int end = Math.Min(x + ink.BlockSize, row.Length); x < end; x++)
                {
                    if (row[x] > limit == open >= 0)
                        continue;
                    if (open < 0)
                    {
                        open = x;
                        continue;
                    }

                    if (count == most)
                        return -1;
                    _runs[count] = new Run { Y = y, Left = open, Right = x, Link = count };
                    count++;
                    open = -1;
                }
            }

            if (open >= 0)
            {
                if (count == most)
                    return -1;
                _runs[count] = new Run { Y = y, Left = open, Right = row.Length, Link = count };
                count++;
            }

            Join(aboveStart, aboveEnd, start, count);
            aboveStart = start;
            aboveEnd = count;
        }

        return count;
    }

    private void Join(int above, int aboveEnd, int here, int hereEnd)
    {
        while (above < aboveEnd && here < hereEnd)
        {
            ref Run upper = ref _runs[above];
            ref Run lower = ref _runs[here];
            // Corners touch: the runs may be one pixel apart.
            if (upper.Left <= lower.Right && lower.Left <= upper.Right)
                Unite(above, here);
            if (upper.Right < lower.Right)
                above++;
            else
                here++;
        }
    }

    private void Unite(int a, int b)
    {
        a = Root(a);
        b = Root(b);
        if (a < b)
            _runs[b].Link = a;
        else
            _runs[a].Link = b;
    }

    private int Root(int run)
    {
        while (_runs[run].Link != run)
        {
            _runs[run].Link = _runs[_runs[run].Link].Link;
            run = _runs[run].Link;
        }

        return run;
    }

    private void Collect(int runs, InkMap ink)
    {
        int found = 0;
        for (int i = 0; i < runs; i++)
        {
            // Roots come first: a link always points to an earlier run. Links may be reused from then on for roots already seen, so owners are kept apart.
            int root = Root(i);
            if (root == i)
            {
                _owners[i] = found;
                _found[found++] = new Component { Left = int.MaxValue, Top = _runs[i].Y, FirstRun = -1, LastRun = -1 };
            }
            else
            {
                _owners[i] = _owners[root];
            }
        }

        for (int i = 0; i < runs; i++)
        {
            ref Run run = ref _runs[i];
            ref Component component = ref _found[_owners[i]];
            component.Left = Math.Min(component.Left, run.Left);
            component.Right = Math.Max(component.Right, run.Right);
            component.Bottom = run.Y + 1;
            component.Area += run.Right - run.Left;
            foreach (byte level in ink.Row(run.Y)[run.Left..run.Right])
                component.Peak = Math.Max(component.Peak, level);
            if (component.LastRun < 0)
                component.FirstRun = i;
            else
                _runs[component.LastRun].Link = i;
            component.LastRun = i;
            run.Link = -1;
        }

        Keep(found, ink);
    }

    private void Keep(int found, InkMap ink)
    {
        for (int i = 0; i < found; i++)
        {
            ref Component component = ref _found[i];
            if (component.Area < LeastArea || Math.Max(component.Width, component.Height) < LeastSide)
                continue;
            byte limit = ink.Limits(component.Top / ink.BlockSize)[component.Left / ink.BlockSize];
            if (component.Peak >= limit * PeakFactor)
                _found[_count++] = component;
        }

        if (_count <= MaxComponents)
            return;
        _found.AsSpan(0, _count).Sort(static (a, b) =>
        {
            int order = Math.Max(b.Width, b.Height).CompareTo(Math.Max(a.Width, a.Height));
            return order != 0 ? order : a.FirstRun.CompareTo(b.FirstRun);
        });
        _count = MaxComponents;
    }
}
