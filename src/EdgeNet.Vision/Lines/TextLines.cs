using EdgeNet.Vision.Components;

namespace EdgeNet.Vision.Lines;

/// <summary>
/// Joins components to text lines, however the page is turned (to about ten degrees): first loosely, to learn the slope that all lines share, then in
/// coordinates in which lines are level. Writing of very different size does not join, so that specks and pen strokes stay apart from characters.
/// </summary>
internal sealed class TextLines
{
    // The most a page may be turned, as a slope: ten degrees and some.
    private const float MaxSlope = 0.2f;

    // Characters of one line differ in height at most so many times, their centres lie off the line by at most so many heights,
    // and between two neighbours there are at most so many heights of paper.
    private const float MaxRatio = 2.4f;
    private const float MaxOffset = 0.45f;
    private const float MaxGap = 1.4f;

    // The spread of centres about a line in heights over the spread of slopes before anything was seen (five degrees), squared.
    private const float PriorWeight = 5f;

    private readonly Mark[] _marks = new Mark[ComponentFinder.MaxComponents];
    private int _count;

    internal Rotation Rotation { get; private set; }

    /// <summary>All marks, ordered by line and within it from left to right.</summary>
    internal ReadOnlySpan<Mark> Marks => _marks.AsSpan(0, _count);

    internal void Build(ComponentFinder components)
    {
        _count = components.Components.Length;
        Rotation = Rotation.Level;
        Project(components);
        float slope = FindSlope();
        if (slope != 0)
        {
            Rotation = Rotation.OfSlope(slope);
            Project(components);
        }

        Span<Mark> marks = _marks.AsSpan(0, _count);
        marks.Sort(static (a, b) => a.Left != b.Left ? a.Left.CompareTo(b.Left) : a.Component.CompareTo(b.Component));
        JoinAll(marks, MaxOffset, slopeAllowance: 0, nearestOnly: false);
        for (int i = 0; i < marks.Length; i++)
            marks[i].Line = Root(marks, i);
        marks.Sort(static (a, b) => a.Line != b.Line ? a.Line.CompareTo(b.Line)
            : a.CentreU != b.CentreU ? a.CentreU.CompareTo(b.CentreU) : a.Component.CompareTo(b.Component));
    }

    private void Project(ComponentFinder components)
    {
        ReadOnlySpan<Component> found = components.Components;
        for (int i = 0; i < found.Length; i++)
        {
            var mark = new Mark
            {
                Component = i, Area = found[i].Area, Left = float.MaxValue, Top = float.MaxValue, Right = float.MinValue, Bottom = float.MinValue,
            };
            for (int r = found[i].FirstRun; r >= 0; r = components.Runs[r].Link)
            {
                Run run = components.Runs[r];
                // Half a pixel around the centres, whatever the turn: the box of a pixel stays one wide.
                Include(ref mark, run.Left + 0.5f, run.Y + 0.5f);
                Include(ref mark, run.Right - 0.5f, run.Y + 0.5f);
            }

            _marks[i] = mark;
        }
    }

    private void Include(ref Mark mark, float x, float y)
    {
        float u = Rotation.U(x, y);
        float v = Rotation.V(x, y);
        mark.Left = Math.Min(mark.Left, u - 0.5f);
        mark.Right = Math.Max(mark.Right, u + 0.5f);
        mark.Top = Math.Min(mark.Top, v - 0.5f);
        mark.Bottom = Math.Max(mark.Bottom, v + 0.5f);
    }

    // Least squares of centres over all loose lines at once, each with its own offset, drawn to level where there is little to go by.
    private float FindSlope()
    {
        Span<Mark> marks = _marks.AsSpan(0, _count);
        marks.Sort(static (a, b) => a.Left != b.Left ? a.Left.CompareTo(b.Left) : a.Component.CompareTo(b.Component));
        JoinAll(marks, MaxOffset, MaxSlope, nearestOnly: true);
        double across = PriorWeight;
        double along = 0;
        for (int i = 0; i < marks.Length; i++)
        {
            if (marks[i].Line != i)
                continue;
            double count = 0, sumU = 0, sumV = 0, sumH = 0;
            for (int j = i; j < marks.Length; j++)
            {
                if (Root(marks, j) != i)
                    continue;
                count++;
                sumU += marks[j].CentreU;
                sumV += marks[j].CentreV;
                sumH += marks[j].Height;
            }

            if (count < 3)
                continue;
            double scale = count / sumH;
            for (int j = i; j < marks.Length; j++)
            {
                if (Root(marks, j) != i)
                    continue;
                double u = (marks[j].CentreU - sumU / count) * scale;
                double v = (marks[j].CentreV - sumV / count) * scale;
                across += u * u;
                along += u * v;
            }
        }

        return (float)Math.Clamp(along / across, -MaxSlope, MaxSlope);
    }

    private static void JoinAll(Span<Mark> marks, float offset, float slopeAllowance, bool nearestOnly)
    {
        float tallest = 0;
        for (int i = 0; i < marks.Length; i++)
        {
            marks[i].Line = i;
            tallest = Math.Max(tallest, marks[i].Height);
        }

        for (int i = 0; i < marks.Length; i++)
        {
            int nearest = -1;
            for (int j = i + 1; j < marks.Length && marks[j].Left - marks[i].Right <= MaxGap * tallest; j++)
            {
                if (!AreNeighbours(marks[i], marks[j], offset, slopeAllowance))
                    continue;
                if (!nearestOnly)
                    Unite(marks, i, j);
                else if (nearest < 0 || marks[j].CentreU < marks[nearest].CentreU)
                    nearest = j;
            }

            if (nearest >= 0)
                Unite(marks, i, nearest);
        }
    }

    private static bool AreNeighbours(in Mark a, in Mark b, float offset, float slopeAllowance)
    {
        float taller = Math.Max(a.Height, b.Height);
        if (taller > MaxRatio * Math.Min(a.Height, b.Height) || b.Left - a.Right > MaxGap * taller)
            return false;
        float along = Math.Abs(b.CentreU - a.CentreU);
        return Math.Abs(b.CentreV - a.CentreV) <= offset * taller + slopeAllowance * along;
    }

    private static void Unite(Span<Mark> marks, int a, int b)
    {
        a = Root(marks, a);
        b = Root(marks, b);
        if (a < b)
            marks[b].Line = a;
        else
            marks[a].Line = b;
    }

    private static int Root(Span<Mark> marks, int mark)
    {
        while (marks[mark].Line != mark)
        {
            marks[mark].Line = marks[marks[mark].Line].Line;
            mark = marks[mark].Line;
        }

        return mark;
    }
}
