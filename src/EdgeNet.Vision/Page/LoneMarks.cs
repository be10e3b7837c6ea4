using System.Numerics;
using EdgeNet.Vision.Candidates;

namespace EdgeNet.Vision.Page;

/// <summary>Marks that stand alone on a page whose lines' direction and height are known: a line of one digit is no row of its own.</summary>
internal static class LoneMarks
{
    // Shares of the height of the digits that were read.
    private const float LeastHeight = 0.6f;
    private const float MostHeight = 1.5f;
    private const float MostWidth = 1.4f;

    // A mark so near to a line's middle, in its heights, and within its length, belongs to it.
    private const float NearLine = 0.8f;

    private const float LeastDepth = 0.5f;

    /// <summary>Finds them.</summary>
    /// <param name="search">The plane.</param>
    /// <param name="direction">Along the lines, of length 1.</param>
    /// <param name="height">The height of digits in frame pixels.</param>
    /// <param name="lines">Lines that were read: what belongs to one of them is not alone.</param>
    /// <param name="found">Takes the marks.</param>
    /// <returns>How many there are.</returns>
    internal static int Find(PlaneSearch search, Vector2 direction, float height, ReadOnlySpan<LineCandidate> lines, Span<LineCandidate> found)
    {
        int factor = search.Picture.Factor, strong = search.Marks.StrongDepth();
        int count = 0;
        foreach (ref readonly PageMark mark in search.Marks.All)
        {
            float along = factor * (Math.Abs(direction.X) * mark.Width + Math.Abs(direction.Y) * mark.Height);
            float across = factor * (Math.Abs(direction.Y) * mark.Width + Math.Abs(direction.X) * mark.Height);
            if (across < LeastHeight * height || across > MostHeight * height || along > MostWidth * height || mark.Depth < LeastDepth * strong)
                continue;
            Vector2 centre = mark.Centre * factor;
            if (BelongsToOne(centre, lines) || count == found.Length)
                continue;
            Vector2 half = direction * (along / 2);
            found[count++] = new LineCandidate
            {
                Start = centre - half, End = centre + half, StartHeight = across, EndHeight = across,
                Plane = search.Plane, IsLightInk = search.IsLightInk,
            };
        }

        return count;
    }

    private static bool BelongsToOne(Vector2 centre, ReadOnlySpan<LineCandidate> lines)
    {
        foreach (ref readonly LineCandidate line in lines)
        {
            Vector2 direction = line.Direction, offset = centre - line.Start;
            float along = Vector2.Dot(offset, direction), across = Math.Abs(direction.X * offset.Y - direction.Y * offset.X);
            if (across < NearLine * line.Height && along > -line.Height && along < line.Length + line.Height)
                return true;
        }

        return false;
    }
}
