using System.Numerics;
using EdgeNet.Vision.Page;

namespace EdgeNet.Vision.Candidates;

/// <summary>
/// Grows rows from pairs of neighbours: a pair gives the direction, and at each end the neighbour that keeps best to it is taken on, after
/// which the line is fitted anew. So every row has an angle of its own, and lines that converge in perspective are rows like others.
/// </summary>
internal sealed class RowGrower
{
    internal const int MaxRows = 512;

    /// <summary>The most marks of a row.</summary>
    internal const int MaxLength = 64;

    // Marks of a row differ in height at most so many times.
    private const float MaxRatio = 2f;

    // In heights, how far a mark's middle may lie off the line: more while two marks alone give the direction.
    private const float LooseOffset = 0.5f;
    private const float StrictOffset = 0.35f;

    private readonly int[] _members = new int[MaxRows * 16];
    private readonly MarkRow[] _rows = new MarkRow[MaxRows];
    // Of each mark, a bit for each neighbour that it stands beside in a row.
    private readonly byte[] _usedNeighbours = new byte[PageMarks.MaxMarks];
    private readonly bool[] _isInRow = new bool[PageMarks.MaxMarks];
    private readonly int[] _current = new int[2 * MaxLength];
    private readonly Vector2[] _anchors = new Vector2[PageMarks.MaxMarks];
    private PageMarks _marks = null!;
    private int _memberCount;
    private int _start;
    private int _end;
    private float _maxGap;
    private MarkRow _row;

    internal int RowCount { get; private set; }

    internal Span<MarkRow> Rows => _rows.AsSpan(0, RowCount);

    /// <summary>The numbers of a row's marks, in its order.</summary>
    internal ReadOnlySpan<int> Members(in MarkRow row) => _members.AsSpan(row.First, row.Count);

    /// <summary>Whether marks stand in a row with others.</summary>
    internal ReadOnlySpan<bool> IsInRow => _isInRow;

    internal void Begin(PageMarks marks)
    {
        _marks = marks;
        _memberCount = 0;
        RowCount = 0;
        Array.Clear(_isInRow);
    }

    /// <summary>Grows the rows that a graph's pairs give.</summary>
    /// <param name="graph">The neighbours.</param>
    /// <param name="maxGap">The widest gap between neighbours in a row, in heights.</param>
    internal void Grow(NeighbourGraph graph, float maxGap)
    {
        _maxGap = maxGap;
        Array.Clear(_usedNeighbours);
        foreach (ref readonly MarkPair pair in graph.Pairs)
        {
            if (RowCount == MaxRows)
                return;
            if (IsUsed(graph, pair.First, pair.Second) || !TryBegin(pair))
                continue;
            Extend(graph, forward: true);
            Extend(graph, forward: false);
            if (_end - _start > 2)
                Take(graph);
        }

        // Two marks are a row of their own where neither stands in a longer one.
        foreach (ref readonly MarkPair pair in graph.Pairs)
        {
            if (RowCount == MaxRows)
                return;
            if (!_isInRow[pair.First] && !_isInRow[pair.Second] && TryBegin(pair))
                Take(graph);
        }
    }

    /// <summary>Adds a part of a row as a row of its own.</summary>
    internal bool TryAddPart(in MarkRow whole, int first, int count)
    {
        if (RowCount == MaxRows || _memberCount + count > _members.Length)
            return false;
        Members(whole).Slice(first, count).CopyTo(_members.AsSpan(_memberCount));
        _rows[RowCount] = whole;
        ref MarkRow part = ref _rows[RowCount++];
        part.First = _memberCount;
        part.Count = count;
        _memberCount += count;
        _row = part;
        _start = 0;
        _end = count;
        Members(part).CopyTo(_current);
        Fit();
        part = _row;
        return true;
    }

    /// <summary>Adds a mark as a row of its own.</summary>
    internal bool TryAddSingle(int mark, int along)
    {
        if (RowCount == MaxRows || _memberCount == _members.Length)
            return false;
        var direction = new Vector2(Compass.Cos[along], Compass.Sin[along]);
        _members[_memberCount] = mark;
        _rows[RowCount++] = new MarkRow
        {
            First = _memberCount++, Count = 1, Origin = _marks.All[mark].Centre,
            Direction = direction.X < 0 ? -direction : direction, Height = _marks.Length(mark, Compass.Across(along)),
        };
        return true;
    }

    private bool TryBegin(MarkPair pair)
    {
        ReadOnlySpan<PageMark> marks = _marks.All;
        Vector2 between = marks[pair.Second].Centre - marks[pair.First].Centre;
        Vector2 direction = Vector2.Normalize(between);
        if (direction.X < 0 || (direction.X == 0 && direction.Y < 0))
            direction = -direction;
        int along = Compass.Nearest(direction);
        int across = Compass.Across(along);
        float a = _marks.Length(pair.First, across), b = _marks.Length(pair.Second, across);
        float taller = Math.Max(a, b);
        float gap = between.Length() - (_marks.Length(pair.First, along) + _marks.Length(pair.Second, along)) / 2;
        if (taller > MaxRatio * Math.Min(a, b) || gap > _maxGap * taller || gap < -0.5f * taller)
            return false;
        _start = MaxLength;
        _end = MaxLength + 2;
        _current[_start] = pair.First;
        _current[_start + 1] = pair.Second;
        _row = new MarkRow { Direction = direction, Origin = (marks[pair.First].Centre + marks[pair.Second].Centre) / 2, Height = taller };
        return true;
    }

    private void Extend(NeighbourGraph graph, bool forward)
    {
        while (_end - _start < MaxLength)
        {
            int end = forward ? _current[_end - 1] : _current[_start];
            int next = Next(graph.Of(end), end, forward);
            if (next < 0)
                return;
            if (forward)
                _current[_end++] = next;
            else
                _current[--_start] = next;
            Fit();
        }
    }

    // The neighbour that continues the row best, or -1.
    private int Next(ReadOnlySpan<int> neighbours, int end, bool forward)
    {
        int along = Compass.Nearest(_row.Direction);
        int across = Compass.Across(along);
        float height = _row.Height;
        float offset = _end - _start <= 3 ? LooseOffset : StrictOffset;
        float endAt = _row.Along(_marks.All[end].Centre);
        int best = -1;
        float least = float.MaxValue;
        foreach (int mark in neighbours)
        {
            float step = _row.Along(_marks.All[mark].Centre) - endAt;
            if (!forward)
                step = -step;
            float gap = step - (_marks.Length(end, along) + _marks.Length(mark, along)) / 2;
            float ratio = _marks.Length(mark, across) / height;
            if (step < 0.25f * height || gap > _maxGap * height || gap < -0.5f * height || ratio is > MaxRatio or < 1 / MaxRatio)
                continue;
            float off = Math.Abs(_row.Across(Anchor(mark, across))) / height;
            if (off > offset || _current.AsSpan(_start, _end - _start).Contains(mark))
                continue;
            float cost = step / height + 2 * Math.Abs(MathF.Log(ratio)) + 1.5f * off;
            if (cost < least)
            {
                least = cost;
                best = mark;
            }
        }

        return best;
    }

    // The mark's middle across the row: halfway between top and bottom.
    private Vector2 Anchor(int mark, int across)
    {
        (float low, float high) = _marks.Extent(mark, across);
        var unit = new Vector2(Compass.Cos[across], Compass.Sin[across]);
        Vector2 centre = _marks.All[mark].Centre;
        return centre + unit * ((low + high) / 2 - Vector2.Dot(centre, unit));
    }

    // The line of least squared distances from the anchors, and the height of the upper half.
    private void Fit()
    {
        ReadOnlySpan<int> members = _current.AsSpan(_start, _end - _start);
        int across = Compass.Across(Compass.Nearest(_row.Direction));
        Vector2 mean = default;
        for (int i = 0; i < members.Length; i++)
        {
            _anchors[i] = Anchor(members[i], across);
            mean += _anchors[i] / members.Length;
        }

        float xx = 0, xy = 0, yy = 0;
        for (int i = 0; i < members.Length; i++)
        {
            Vector2 d = _anchors[i] - mean;
            xx += d.X * d.X;
            xy += d.X * d.Y;
            yy += d.Y * d.Y;
        }

        if (members.Length > 2)
        {
            float angle = 0.5f * MathF.Atan2(2 * xy, xx - yy);
            var direction = new Vector2(MathF.Cos(angle), MathF.Sin(angle));
            _row.Direction = Vector2.Dot(direction, _row.Direction) < 0 ? -direction : direction;
        }

        _row.Origin = mean;
        Span<float> heights = stackalloc float[MaxLength];
        heights = heights[..members.Length];
        for (int i = 0; i < members.Length; i++)
            heights[i] = _marks.Length(members[i], across);
        Ascending.Sort(heights);
        _row.Height = heights[(int)(heights.Length * 0.6f)];
    }

    private void Take(NeighbourGraph graph)
    {
        int count = _end - _start;
        ReadOnlySpan<int> members = _current.AsSpan(_start, count);
        if (_memberCount + count > _members.Length)
            return;
        members.CopyTo(_members.AsSpan(_memberCount));
        if (count > 2)
        {
            Use(graph, members);
        }

        if (_row.Direction.X < 0 || (_row.Direction.X == 0 && _row.Direction.Y < 0))
        {
            _row.Direction = -_row.Direction;
            _members.AsSpan(_memberCount, count).Reverse();
        }

        _row.First = _memberCount;
        _row.Count = count;
        _rows[RowCount++] = _row;
        _memberCount += count;
    }

    // A pair that stands in a row shall not begin another.
    private void Use(NeighbourGraph graph, ReadOnlySpan<int> members)
    {
        for (int i = 0; i < members.Length; i++)
        {
            _isInRow[members[i]] = true;
            if (i > 0)
                Use(graph, members[i], members[i - 1]);
            if (i + 1 < members.Length)
                Use(graph, members[i], members[i + 1]);
        }
    }

    private void Use(NeighbourGraph graph, int mark, int neighbour)
    {
        int at = graph.Of(mark).IndexOf(neighbour);
        if (at >= 0)
            _usedNeighbours[mark] |= (byte)(1 << at);
    }

    private bool IsUsed(NeighbourGraph graph, int first, int second)
    {
        int there = graph.Of(first).IndexOf(second), back = graph.Of(second).IndexOf(first);
        return (there >= 0 && (_usedNeighbours[first] >> there & 1) != 0) || (back >= 0 && (_usedNeighbours[second] >> back & 1) != 0);
    }
}
