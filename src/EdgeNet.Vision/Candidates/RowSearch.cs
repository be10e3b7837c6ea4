using System.Numerics;
using EdgeNet.Vision.Page;

namespace EdgeNet.Vision.Candidates;

/// <summary>Finds and scores the rows of one plane's marks: dense rows, their parts between wide gaps, rows of marks far apart, and single marks.</summary>
internal sealed class RowSearch
{
    // In sizes or heights: neighbours in writing, and in a grid of single digits.
    private const float DenseReach = 2.6f;
    private const float DenseGap = 1.6f;
    private const float SparseReach = 9;
    private const float SparseGap = 8;

    // A row falls into parts at gaps of at least so many heights and times the usual gap.
    private const float PartGap = 0.8f;
    private const float PartRatio = 2;

    // Ink of a smaller share of the strong ink's depth is faint.
    private const float FaintInk = 0.4f;

    // Where there are few marks, each that stands alone may be a digit.
    private const int FewMarks = 64;
    private const float LeastLone = 0.5f;

    // A line turned against most others by ten degrees loses half a point, one across all that this leaves.
    private const float TurnScale = 0.17f;
    private const float MostTurnPenalty = 2;

    private readonly NeighbourGraph _graph = new();
    private readonly RowGrower _grower = new();
    private readonly long[] _order = new long[RowGrower.MaxRows];
    private readonly float[] _gaps = new float[RowGrower.MaxLength];
    private readonly int[] _heights = new int[512];
    private int _firstLone;

    /// <summary>The rows, best first.</summary>
    internal int Count => _grower.RowCount;

    /// <summary>The direction that most rows have, of length 1.</summary>
    internal Vector2 Direction { get; private set; }

    /// <summary>The height of the typical row in working pixels.</summary>
    internal float CommonHeight { get; private set; }

    /// <summary>The row of a rank, 0 the best.</summary>
    internal ref readonly MarkRow this[int rank] => ref _grower.Rows[(int)(_order[rank] & 0xFFFF)];

    internal ReadOnlySpan<int> Members(in MarkRow row) => _grower.Members(row);

    /// <summary>Finds the rows.</summary>
    /// <param name="marks">The marks.</param>
    /// <param name="components">Their components.</param>
    /// <param name="runs">The components' runs.</param>
    /// <param name="strong">The depth of strong ink, 1 or more.</param>
    internal void Find(PageMarks marks, ReadOnlySpan<Component> components, ReadOnlySpan<Run> runs, int strong)
    {
        _grower.Begin(marks);
        _graph.Build(marks.All, DenseReach, []);
        _grower.Grow(_graph, DenseGap);
        _graph.Build(marks.All, SparseReach, _grower.IsInRow);
        _grower.Grow(_graph, SparseGap);
        int whole = _grower.RowCount;
        for (int i = 0; i < whole; i++)
            AddParts(marks, i);
        AddSingles(marks);
        FindCommon(marks, strong);
        Span<MarkRow> rows = _grower.Rows;
        foreach (ref MarkRow row in rows)
        {
            ReadOnlySpan<int> members = _grower.Members(row);
            int boxes = 0;
            foreach (int mark in members)
            {
                if (members.Length > 1 && BoxTest.IsBox(marks, mark, row, components, runs))
                    boxes++;
            }

            row.IsBoxed = boxes > 1 && 3 * boxes >= 2 * members.Length;
            row.Score = RowScore.Of(marks, row, members, CommonHeight, strong);
        }

        FindDirection();
        // A mark that stands alone has the page's direction.
        for (int i = _firstLone; i < rows.Length; i++)
            rows[i].Direction = Direction;
        Rank();
    }

    private void AddParts(PageMarks marks, int number)
    {
        MarkRow row = _grower.Rows[number];
        int along = Compass.Nearest(row.Direction);
        ReadOnlySpan<int> members = _grower.Members(row);
        if (members.Length < 4)
            return;
        Span<float> gaps = _gaps.AsSpan(0, members.Length - 1);
        for (int i = 1; i < members.Length; i++)
        {
            float step = row.Along(marks.All[members[i]].Centre) - row.Along(marks.All[members[i - 1]].Centre);
            gaps[i - 1] = step - (marks.Length(members[i], along) + marks.Length(members[i - 1], along)) / 2;
        }

        Span<float> sorted = stackalloc float[RowGrower.MaxLength];
        sorted = sorted[..gaps.Length];
        gaps.CopyTo(sorted);
        Ascending.Sort(sorted);
        float least = Math.Max(PartGap * row.Height, PartRatio * Math.Max(0, sorted[sorted.Length / 2]));
        int first = 0;
        for (int i = 1; i <= members.Length; i++)
        {
            if (i < members.Length && gaps[i - 1] < least)
                continue;
            if (i - first < members.Length && i - first > 1)
                _grower.TryAddPart(row, first, i - first);
            first = i;
        }
    }

    // Marks longer than tall are touching digits, and give their own direction; marks apart from all are digits by themselves.
    private void AddSingles(PageMarks marks)
    {
        for (int i = 0; i < marks.Count; i++)
        {
            ref readonly PageMark mark = ref marks.All[i];
            if (mark.Size > 1.5f * mark.Thickness && mark.Thickness > 8)
                _grower.TryAddSingle(i, Compass.Across(Thinnest(marks, i)));
        }

        _firstLone = _grower.RowCount;
        if (marks.Count > FewMarks)
            return;
        float tallest = 0;
        foreach (ref readonly PageMark mark in marks.All)
            tallest = Math.Max(tallest, mark.Size);
        for (int i = 0; i < marks.Count; i++)
        {
            if (!_grower.IsInRow[i] && marks.All[i].Size > LeastLone * tallest)
                _grower.TryAddSingle(i, along: 0);
        }
    }

    private static int Thinnest(PageMarks marks, int mark)
    {
        int thinnest = 0;
        for (int direction = 1; direction < Compass.Count; direction++)
        {
            if (marks.Length(mark, direction) < marks.Length(mark, thinnest))
                thinnest = direction;
        }

        return thinnest;
    }

    // The median height of rows, each counted as often as it has marks.
    private void FindCommon(PageMarks marks, int strong)
    {
        Array.Clear(_heights);
        int total = 0;
        foreach (ref readonly MarkRow row in _grower.Rows)
        {
            // Specks of grain and of a guilloche are many, and say nothing about writing.
            bool isInk = marks.All[_grower.Members(row)[row.Count / 2]].Depth > FaintInk * strong;
            int count = row.Count > 2 && isInk ? row.Count : 0;
            _heights[Math.Min(_heights.Length - 1, (int)row.Height)] += count;
            total += count;
        }

        int below = 0, height = 0;
        while (height < _heights.Length - 1 && below + _heights[height] <= total / 2)
            below += _heights[height++];
        CommonHeight = total == 0 ? Tallest() : height + 0.5f;
    }

    private float Tallest()
    {
        float tallest = 1;
        foreach (ref readonly MarkRow row in _grower.Rows)
            tallest = Math.Max(tallest, row.Height);
        return tallest;
    }

    // The mean of doubled angles, in which a direction and its opposite are one.
    private void FindDirection()
    {
        Vector2 sum = default;
        float weights = 1e-6f;
        foreach (ref readonly MarkRow row in _grower.Rows)
        {
            if (row.Count < 3)
                continue;
            float weight = row.Count * MathF.Exp(Math.Max(-8, row.Score / 2));
            Vector2 d = row.Direction;
            sum += weight * new Vector2(d.X * d.X - d.Y * d.Y, 2 * d.X * d.Y);
            weights += weight;
        }

        float angle = sum == default ? 0 : MathF.Atan2(sum.Y, sum.X) / 2;
        Direction = new Vector2(MathF.Cos(angle), MathF.Sin(angle));
        float trust = sum.Length() / weights;
        foreach (ref MarkRow row in _grower.Rows)
        {
            float turn = MathF.Abs(row.Direction.X * Direction.Y - row.Direction.Y * Direction.X) / TurnScale;
            row.Score -= trust * Math.Min(MostTurnPenalty, turn * turn / 2);
        }
    }

    private void Rank()
    {
        Span<MarkRow> rows = _grower.Rows;
        for (int i = 0; i < rows.Length; i++)
        {
            // Higher scores first; equal ones in the order in which they were found.
            long key = (long)((1000 - Math.Clamp(rows[i].Score, -1000, 1000)) * 1e6f);
            _order[i] = (key << 16) | (uint)i;
        }

        Ascending.Sort(_order.AsSpan(0, rows.Length));
    }
}
