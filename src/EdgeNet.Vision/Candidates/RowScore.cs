using System.Numerics;
using EdgeNet.Vision.Page;

namespace EdgeNet.Vision.Candidates;

/// <summary>How much a row looks like a field of digits: marks of even height and pitch on one line, three to twelve of them.</summary>
internal static class RowScore
{
    // Spreads that a handwritten field usually has, in heights or as logarithms.
    private const float HeightSpread = 0.22f;
    private const float OffsetSpread = 0.12f;
    private const float PitchSpread = 0.45f;
    private const float AspectSpread = 0.6f;
    private const float UsualAspect = 0.62f;

    // A field is larger than the print around it; beyond this, size says no more.
    private const float MostSizeBonus = 0.8f;

    // A few marks may be even by chance: so many of usual spread are added to every row.
    private const float PriorCount = 2;

    // What a height of gap beyond the first costs.
    private const float GapPenalty = 0.4f;

    // Ink of this share of the picture's strong ink is no less likely to be writing.
    private const float UsualDepth = 0.6f;

    /// <summary>What printed boxes are worth.</summary>
    internal const float BoxBonus = 1.5f;

    /// <summary>Scores a row.</summary>
    /// <param name="marks">All marks.</param>
    /// <param name="row">The row.</param>
    /// <param name="members">Its marks.</param>
    /// <param name="common">The height of the picture's typical row.</param>
    /// <param name="strong">The depth of the picture's strong ink, 1 or more.</param>
    internal static float Of(PageMarks marks, in MarkRow row, ReadOnlySpan<int> members, float common, float strong)
    {
        int along = Compass.Nearest(row.Direction);
        int across = Compass.Across(along);
        var unit = new Vector2(Compass.Cos[across], Compass.Sin[across]);
        float height = row.Height;
        float heightSpread = 0, offsetSpread = 0, aspects = 0;
        float characters = 0, depth = 0, covered = 0;
        foreach (int mark in members)
        {
            float tall = marks.Length(mark, across);
            float wide = marks.Length(mark, along);
            float ratio = Math.Clamp(MathF.Log(tall / height), -0.7f, 0.7f);
            heightSpread += ratio * ratio;
            (float low, float high) = marks.Extent(mark, across);
            Vector2 centre = marks.All[mark].Centre;
            float off = row.Across(centre + unit * ((low + high) / 2 - Vector2.Dot(centre, unit))) / height;
            offsetSpread += off * off;
            // Touching digits are one mark.
            float within = Math.Max(1, MathF.Round(wide / (0.75f * height)));
            characters += within;
            covered += wide;
            depth += marks.All[mark].Depth;
            float aspect = MathF.Log(Math.Max(0.3f, wide / within / height) / UsualAspect);
            aspects += aspect * aspect;
        }

        int count = members.Length;
        float score = -Half(heightSpread, count, HeightSpread) - Half(offsetSpread, count, OffsetSpread) - Half(aspects, count, AspectSpread);
        score -= Half(PitchVariance(marks, row, members) * (count - 1), count - 1, PitchSpread);
        float length = row.Along(marks.All[members[^1]].Centre) - row.Along(marks.All[members[0]].Centre);
        float gap = count < 2 ? 0 : (length - covered * (count - 1) / count) / (count - 1) / height;
        score -= GapPenalty * Math.Max(0, gap - 1);
        score += 1.5f * MathF.Log(Math.Clamp(depth / count / strong / UsualDepth, 0.05f, 1));
        score -= CountPenalty((int)characters);
        score += Math.Clamp(MathF.Log(height / common), -1, MostSizeBonus);
        return row.IsBoxed ? score + BoxBonus : score;
    }

    // The squared spread of distances between neighbours' middles over their mean.
    private static float PitchVariance(PageMarks marks, in MarkRow row, ReadOnlySpan<int> members)
    {
        if (members.Length < 3)
            return 0;
        float sum = 0, squares = 0;
        for (int i = 1; i < members.Length; i++)
        {
            float pitch = row.Along(marks.All[members[i]].Centre) - row.Along(marks.All[members[i - 1]].Centre);
            sum += pitch;
            squares += pitch * pitch;
        }

        float mean = sum / (members.Length - 1);
        float variance = squares / (members.Length - 1) - mean * mean;
        return Math.Min(1, Math.Max(0, variance) / Math.Max(1, mean * mean));
    }

    private static float Half(float squares, int count, float spread)
    {
        float expected = spread * spread;
        return (squares + PriorCount * expected) / ((count + PriorCount) * 2 * expected);
    }

    private static float CountPenalty(int characters) => characters switch
    {
        <= 1 => 3f,
        2 => 2f,
        3 => 1f,
        4 => 0.3f,
        <= 6 => 0,
        <= 9 => 0.3f,
        <= 12 => 0.7f,
        <= 20 => 1.5f,
        _ => 2.5f,
    };
}
