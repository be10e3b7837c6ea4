using EdgeNet.Vision.Page;

namespace EdgeNet.Vision.Candidates;

/// <summary>The box of a component's pixels in the coordinates of a row: along it and across it from its origin.</summary>
internal readonly record struct MarkExtent(float Left, float Top, float Right, float Bottom)
{
    internal static MarkExtent Of(in Component component, ReadOnlySpan<Run> runs, in MarkRow row)
    {
        float left = float.MaxValue, top = float.MaxValue, right = float.MinValue, bottom = float.MinValue;
        for (int r = component.FirstRun; r >= 0; r = runs[r].Link)
        {
            Run run = runs[r];
            float y = run.Y + 0.5f - row.Origin.Y;
            float x0 = run.Left + 0.5f - row.Origin.X, x1 = run.Right - 0.5f - row.Origin.X;
            float u0 = x0 * row.Direction.X + y * row.Direction.Y, u1 = x1 * row.Direction.X + y * row.Direction.Y;
            float v0 = y * row.Direction.X - x0 * row.Direction.Y, v1 = y * row.Direction.X - x1 * row.Direction.Y;
            left = Math.Min(left, Math.Min(u0, u1));
            right = Math.Max(right, Math.Max(u0, u1));
            top = Math.Min(top, Math.Min(v0, v1));
            bottom = Math.Max(bottom, Math.Max(v0, v1));
        }

        // Half a pixel around the centres, whatever the turn.
        return new MarkExtent(left - 0.5f, top - 0.5f, right + 0.5f, bottom + 0.5f);
    }
}
