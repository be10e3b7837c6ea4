namespace EdgeNet.Vision.Page;

/// <summary>
/// Takes rules out of the runs: underlines, the long sides of combs, the frames of pages, at any angle. A rule is cut away between the strokes
/// that cross it or stand on it, so that digits on a common line become marks of their own. The grey is left as it is.
/// </summary>
internal sealed class RuleRemover
{
    // A component that holds a rule is so long, in pixels and as a share of the picture, and so many times longer than wide or half as long as
    // the picture.
    private const int LeastLength = 40;
    private const float LeastShare = 0.12f;
    private const float LeastRatio = 2.2f;
    private const float ShareOfPicture = 0.5f;

    private const int MaxComponents = 12;
    private const int LinesEach = 3;

    private readonly RuleLine _line = new();
    private Run[] _cut = [];
    private Run[] _merged = [];
    private int _cutCount;

    /// <summary>Removes the rules.</summary>
    /// <param name="runs">The runs; those of components are linked.</param>
    /// <param name="components">The components.</param>
    /// <param name="width">Of the picture.</param>
    /// <param name="height">Of the picture.</param>
    /// <returns>Whether there were any: the runs are to be joined again.</returns>
    internal bool Remove(InkRuns runs, InkComponents components, int width, int height)
    {
        if (_cut.Length < runs.Capacity)
        {
            _cut = new Run[runs.Capacity];
            _merged = new Run[runs.Capacity];
        }

        _line.Reserve(width, height);
        _cutCount = 0;
        int candidates = 0;
        float least = Math.Max(LeastLength, LeastShare * Math.Max(width, height));
        foreach (ref readonly Component component in components.All)
        {
            int side = Math.Max(component.Width, component.Height);
            if (side < least || candidates == MaxComponents)
                continue;
            if (!_line.Begin(component, runs.Runs, out float length, out float across))
                continue;
            if (length < LeastRatio * across && side < ShareOfPicture * Math.Max(width, height))
                continue;
            candidates++;
            for (int line = 0; line < LinesEach && _line.TryFind(component, runs.Runs); line++)
                _line.Cut(component, runs.Runs);
            if (_line.HasCut)
                Replace(component, runs.Runs);
        }

        if (_cutCount == 0)
            return false;
        _cut.AsSpan(0, _cutCount).Sort(static (a, b) => a.Y != b.Y ? a.Y.CompareTo(b.Y) : a.Left.CompareTo(b.Left));
        runs.Take(Merge(runs.Runs));
        return true;
    }

    // Writes what is left of a component's runs down, and empties them.
    private void Replace(in Component component, Span<Run> runs)
    {
        for (int r = component.FirstRun; r >= 0; r = runs[r].Link)
        {
            ref Run run = ref runs[r];
            int open = -1;
            for (int x = run.Left; x <= run.Right; x++)
            {
                bool isKept = x < run.Right && !_line.IsCut(x, run.Y);
                if (isKept && open < 0)
                    open = x;
                if (isKept || open < 0)
                    continue;
                if (_cutCount < _cut.Length)
                    _cut[_cutCount++] = new Run { Y = run.Y, Left = open, Right = x };
                open = -1;
            }

            run.Right = run.Left;
        }
    }

    private ReadOnlySpan<Run> Merge(ReadOnlySpan<Run> runs)
    {
        int count = 0, next = 0;
        foreach (ref readonly Run run in runs)
        {
            if (run.Right == run.Left)
                continue;
            while (next < _cutCount && count < _merged.Length && IsBefore(_cut[next], run))
                _merged[count++] = _cut[next++];
            if (count < _merged.Length)
                _merged[count++] = run;
        }

        while (next < _cutCount && count < _merged.Length)
            _merged[count++] = _cut[next++];
        return _merged.AsSpan(0, count);
    }

    private static bool IsBefore(in Run a, in Run b) => a.Y < b.Y || (a.Y == b.Y && a.Left < b.Left);
}
