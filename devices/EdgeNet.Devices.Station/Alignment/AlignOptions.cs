using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Alignment;

/// <summary>How a fixed scene is straightened.</summary>
public sealed record AlignOptions
{
    /// <summary>The shortest and the longest side of a mark, in pixels.</summary>
    public const int LeastMark = 12, MostMark = 128;

    /// <summary>The largest <see cref="Search"/>.</summary>
    public const int MostSearch = 100;

    /// <summary>
    /// A mark in the reference picture: something with edges in both directions, that stays: a letter of the dial, a screw.
    /// </summary>
    public required PixelBox First { get; init; }

    /// <summary>Another one, far from it.</summary>
    public required PixelBox Second { get; init; }

    /// <summary>So many pixels may a mark be away from where it was, 1 to <see cref="MostSearch"/>.</summary>
    public int Search { get; init; } = 24;

    /// <summary>The least correlation with which a mark counts as found, 0 to 1.</summary>
    public double LeastMatch { get; init; } = 0.6;

    /// <summary>Checks the options against a reference picture.</summary>
    /// <returns>What is wrong, or null.</returns>
    internal string? Problem(int width, int height)
    {
        foreach (PixelBox mark in (ReadOnlySpan<PixelBox>)[First, Second])
        {
            if (mark.Width is < LeastMark or > MostMark || mark.Height is < LeastMark or > MostMark)
                return FormattableString.Invariant(
                    $"expected marks of {LeastMark} to {MostMark} pixels a side, found {mark.Width}×{mark.Height}");
            if (mark.X < 0 || mark.Y < 0 || (long)mark.X + mark.Width > width || (long)mark.Y + mark.Height > height)
                return FormattableString.Invariant($"expected marks within the reference picture of {width}×{height}, found one outside");
        }

        long dx = Second.X - First.X, dy = Second.Y - First.Y;
        long least = 4L * Math.Max(First.Width, First.Height);
        return dx * dx + dy * dy >= least * least
            ? null
            : FormattableString.Invariant($"expected marks at least {least} pixels apart: what lies close together tells no angle");
    }
}
