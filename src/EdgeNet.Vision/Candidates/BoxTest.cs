using System.Numerics;
using EdgeNet.Vision.Page;

namespace EdgeNet.Vision.Candidates;

/// <summary>Tells printed boxes, with or without a digit that touches them, from characters: all four sides are drawn.</summary>
internal static class BoxTest
{
    private const int Cells = 8;

    // Cells of all sides that must be drawn; a corner may be open, a side broken.
    private const int LeastCells = 27;

    // A side lies within this share of the box's height.
    private const float SideDepth = 0.14f;

    // The diagonal extents of a full rectangle, as a share.
    private const float LeastCorner = 0.9f;

    internal static bool IsBox(PageMarks marks, int mark, in MarkRow row, ReadOnlySpan<Component> components, ReadOnlySpan<Run> runs)
    {
        int along = Compass.Nearest(row.Direction);
        float wide = marks.Length(mark, along), tall = marks.Length(mark, Compass.Across(along));
        float corner = LeastCorner * (wide + tall) / MathF.Sqrt(2);
        int diagonal = (along + Compass.Count / 4) % Compass.Count;
        if (wide > 1.6f * tall || tall > 2.5f * wide || tall < 10
            || marks.Length(mark, diagonal) < corner || marks.Length(mark, Compass.Across(diagonal)) < corner)
        {
            return false;
        }

        Component component = components[marks.All[mark].Component];
        MarkRow line = row;
        line.Origin = marks.All[mark].Centre;
        MarkExtent extent = MarkExtent.Of(component, runs, line);
        return CountCells(component, runs, line, extent) >= LeastCells;
    }

    private static int CountCells(in Component component, ReadOnlySpan<Run> runs, in MarkRow line, in MarkExtent extent)
    {
        uint drawn = 0;
        float width = extent.Right - extent.Left, height = extent.Bottom - extent.Top;
        float depth = SideDepth * Math.Min(width, height);
        for (int r = component.FirstRun; r >= 0; r = runs[r].Link)
        {
            Run run = runs[r];
            for (int x = run.Left; x < run.Right; x++)
            {
                var point = new Vector2(x + 0.5f, run.Y + 0.5f);
                float u = line.Along(point) - extent.Left, v = line.Across(point) - extent.Top;
                int column = Math.Clamp((int)(u * Cells / width), 0, Cells - 1);
                int level = Math.Clamp((int)(v * Cells / height), 0, Cells - 1);
                if (v < depth)
                    drawn |= 1u << column;
                if (v > height - depth)
                    drawn |= 1u << (Cells + column);
                if (u < depth)
                    drawn |= 1u << (2 * Cells + level);
                if (u > width - depth)
                    drawn |= 1u << (3 * Cells + level);
            }
        }

        return BitOperations.PopCount(drawn);
    }
}
