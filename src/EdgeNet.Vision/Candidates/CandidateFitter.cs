using System.Numerics;
using EdgeNet.Vision.Page;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Vision.Candidates;

/// <summary>Fits a row's middle line and its digits' height, which may change along it, to the very pixels of its marks.</summary>
internal sealed class CandidateFitter
{
    // The usual height of a digit in its box's heights, and what a mark in a box may have to be one.
    private const float DigitInBox = 0.68f;
    private const float LeastInBox = 0.3f;
    private const float MostInBox = 0.88f;

    // The spread of a row's mark heights as a logarithm, and of a field's change of height from end to end before anything was seen.
    private const float HeightNoise = 0.15f;
    private const float HeightChange = 0.2f;

    // A mark this much taller or lower than the middle one, as a logarithm, counts as so much: it holds a rule, or is a part.
    private const float MostHeightOff = 0.3f;

    // How far beyond the outer marks a part of a digit or a comma may stand, in heights.
    private const float PartReach = 0.6f;

    private readonly float[] _along = new float[RowGrower.MaxLength];
    private readonly float[] _logs = new float[RowGrower.MaxLength];
    private readonly float[] _sorted = new float[RowGrower.MaxLength];

    /// <summary>Marks of the candidate in working pixels from the line's start; the extents along the line and the boxes.</summary>
    internal LineMark[] Marks { get; } = new LineMark[4 * RowGrower.MaxLength];

    internal int MarkCount { get; private set; }

    /// <summary>Fits a row; the result is in working pixels, with Score, Plane and IsLightInk left to the caller.</summary>
    internal LineCandidate Fit(PageMarks marks, in MarkRow row, ReadOnlySpan<int> members, ReadOnlySpan<Component> components, ReadOnlySpan<Run> runs)
    {
        MarkRow line = row;
        float start = float.MaxValue, end = float.MinValue;
        float middle = 0;
        for (int i = 0; i < members.Length; i++)
        {
            MarkExtent extent = MarkExtent.Of(components[marks.All[members[i]].Component], runs, line);
            _along[i] = (extent.Left + extent.Right) / 2;
            _logs[i] = MathF.Log(extent.Bottom - extent.Top);
            middle += (extent.Top + extent.Bottom) / 2 / members.Length;
            start = Math.Min(start, extent.Left);
            end = Math.Max(end, extent.Right);
        }

        line.Origin += line.Normal * middle;
        (float log, float slope, float mean) = FitHeight(members.Length, end - start);
        float height = MathF.Exp(log);
        float shrink = row.IsBoxed ? FitDigits(marks, ref line, height, start, end) : 1;
        CollectMarks(marks, line, height, components, ref start, ref end);
        Vector2 origin = line.Origin + line.Direction * start;
        return new LineCandidate
        {
            Start = origin,
            End = line.Origin + line.Direction * end,
            StartHeight = shrink * MathF.Exp(log + slope * (start - mean)),
            EndHeight = shrink * MathF.Exp(log + slope * (end - mean)),
            IsBoxed = row.IsBoxed,
            MarkCount = MarkCount,
        };
    }

    // The logarithm of the taller marks' height in the middle, and its slope, drawn to none where little speaks for one.
    private (float Log, float Slope, float Mean) FitHeight(int count, float span)
    {
        ReadOnlySpan<float> along = _along.AsSpan(0, count);
        ReadOnlySpan<float> logs = _logs.AsSpan(0, count);
        float meanAlong = 0;
        for (int i = 0; i < count; i++)
            meanAlong += along[i] / count;

        Span<float> sorted = _sorted.AsSpan(0, count);
        logs.CopyTo(sorted);
        Ascending.Sort(sorted);
        float middle = sorted[count / 2];
        float shrink = HeightNoise / HeightChange * span;
        float aa = shrink * shrink + 1e-6f, al = 0;
        for (int i = 0; i < count; i++)
        {
            aa += (along[i] - meanAlong) * (along[i] - meanAlong);
            al += (along[i] - meanAlong) * Math.Clamp(logs[i] - middle, -MostHeightOff, MostHeightOff);
        }

        float slope = count < 3 ? 0 : al / aa;
        Span<float> residuals = _sorted.AsSpan(0, count);
        for (int i = 0; i < count; i++)
            residuals[i] = logs[i] - slope * (along[i] - meanAlong);
        Ascending.Sort(residuals);
        return (residuals[(int)((count - 1) * 0.65f)], slope, meanAlong);
    }

    // The height of the digits that stand free in their boxes, as a share of the boxes'; moves the line to the digits' middle.
    private float FitDigits(PageMarks marks, ref MarkRow line, float height, float start, float end)
    {
        int across = Compass.Across(Compass.Nearest(line.Direction));
        int count = 0;
        float middle = 0;
        for (int i = 0; i < marks.Count && count < _sorted.Length; i++)
        {
            Vector2 centre = marks.All[i].Centre;
            float at = line.Along(centre), off = line.Across(centre), tall = marks.Length(i, across);
            if (at < start || at > end || Math.Abs(off) > 0.3f * height || tall < LeastInBox * height || tall > MostInBox * height)
                continue;
            _sorted[count++] = tall;
            middle += off;
        }

        if (count < 2)
            return DigitInBox;
        line.Origin += line.Normal * (middle / count);
        Span<float> heights = _sorted.AsSpan(0, count);
        Ascending.Sort(heights);
        return heights[(int)((count - 1) * 0.65f)] / height;
    }

    // All marks in the line's band, small ones too; those right beside the outer marks move the ends.
    private void CollectMarks(
        PageMarks marks, in MarkRow line, float height, ReadOnlySpan<Component> components, ref float start, ref float end)
    {
        int along = Compass.Nearest(line.Direction);
        MarkCount = 0;
        float first = start, last = end;
        for (int i = 0; i < marks.Count; i++)
        {
            ref readonly PageMark mark = ref marks.All[i];
            float half = marks.Length(i, along) / 2;
            float at = line.Along(mark.Centre);
            if (Math.Abs(line.Across(mark.Centre)) > 0.6f * height || mark.Size > 3 * height + half)
                continue;
            bool isInside = at > first && at < last;
            bool isPart = mark.Size < 0.5f * height && at + half > first - PartReach * height && at - half < last + PartReach * height;
            if ((!isInside && !isPart) || MarkCount == Marks.Length)
                continue;
            Component component = components[mark.Component];
            var box = new PixelBox(component.Left, component.Top, component.Width, component.Height);
            float centre = at + Middle(marks, i, along);
            Marks[MarkCount++] = new LineMark(centre - half, centre + half, box);
            if (isInside)
                continue;
            start = Math.Min(start, centre - half);
            end = Math.Max(end, centre + half);
        }

        for (int i = 0; i < MarkCount; i++)
            Marks[i] = Marks[i] with { From = Marks[i].From - start, To = Marks[i].To - start };
    }

    // How far the middle of a mark's extent lies from the middle of its box.
    private static float Middle(PageMarks marks, int mark, int along)
    {
        (float least, float most) = marks.Extent(mark, along);
        Vector2 centre = marks.All[mark].Centre;
        float offset = (least + most) / 2 - (centre.X * Compass.Cos[along] + centre.Y * Compass.Sin[along]);
        // The compass has half a turn only; lines to the right are its cosines above 0.
        return Compass.Cos[along] < 0 ? -offset : offset;
    }
}
