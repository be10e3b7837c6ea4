using System.Numerics;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Alignment;

/// <summary>
/// Finds a mark near where it was, by normalised cross-correlation (J. P. Lewis, "Fast normalized cross-correlation", 1995), which other
/// light does not change: first every third place with every third pixel, then every place around the best one. It allocates nothing a
/// frame.
/// </summary>
internal sealed class MarkFinder
{
    private const int Coarse = 3;

    private readonly PixelBox _mark;
    private readonly int _search;
    private readonly float[] _template;
    private readonly float[] _scores = new float[9];

    internal MarkFinder(GreyFrame reference, PixelBox mark, int search)
    {
        (_mark, _search) = (mark, search);
        _template = new float[mark.Width * mark.Height];
        for (int y = 0; y < mark.Height; y++)
        {
            ReadOnlySpan<byte> row = reference.Row(mark.Y + y).Slice(mark.X, mark.Width);
            for (int x = 0; x < mark.Width; x++)
                _template[y * mark.Width + x] = row[x];
        }
    }

    /// <summary>The mark's middle in the reference picture.</summary>
    internal Vector2 Middle => new(_mark.X + _mark.Width / 2f, _mark.Y + _mark.Height / 2f);

    /// <summary>Looks for the mark.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="middle">Where its middle is, to a fraction of a pixel.</param>
    /// <returns>How well it matches, -1 to 1.</returns>
    internal float Find(GreyFrame frame, out Vector2 middle)
    {
        (int X, int Y) best = default;
        float score = Best(frame, (0, 0), _search, Coarse, ref best);
        if (score > -1)
            score = Best(frame, best, Coarse, 1, ref best);
        middle = Middle + new Vector2(best.X, best.Y) + Fraction(frame, best);
        return score;
    }

    private float Best(GreyFrame frame, (int X, int Y) around, int reach, int step, ref (int X, int Y) best)
    {
        float most = -1;
        for (int dy = -reach; dy <= reach; dy += step)
        {
            for (int dx = -reach; dx <= reach; dx += step)
            {
                float score = Match(frame, around.X + dx, around.Y + dy, step);
                if (score <= most)
                    continue;
                most = score;
                best = (around.X + dx, around.Y + dy);
            }
        }

        return most;
    }

    /// <summary>The top of a parabola through the best score and its neighbours, in each direction.</summary>
    private Vector2 Fraction(GreyFrame frame, (int X, int Y) best)
    {
        for (int i = 0; i < 9; i++)
            _scores[i] = i is 1 or 3 or 4 or 5 or 7 ? Match(frame, best.X + i % 3 - 1, best.Y + i / 3 - 1, 1) : 0;
        return new Vector2(Top(_scores[3], _scores[4], _scores[5]), Top(_scores[1], _scores[4], _scores[7]));
    }

    private static float Top(float before, float at, float after)
    {
        float bend = before - 2 * at + after;
        return before <= -1 || after <= -1 || bend >= -1e-6f ? 0 : Math.Clamp((before - after) / (2 * bend), -0.5f, 0.5f);
    }

    /// <summary>The correlation with the mark, so far from where it was; -1 where that is not wholly within the frame.</summary>
    private float Match(GreyFrame frame, int dx, int dy, int step)
    {
        int left = _mark.X + dx, top = _mark.Y + dy;
        if (left < 0 || top < 0 || left + _mark.Width > frame.Width || top + _mark.Height > frame.Height)
            return -1;
        double n = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0;
        for (int y = 0; y < _mark.Height; y += step)
        {
            ReadOnlySpan<byte> row = frame.Row(top + y).Slice(left, _mark.Width);
            ReadOnlySpan<float> template = _template.AsSpan(y * _mark.Width, _mark.Width);
            for (int x = 0; x < row.Length; x += step)
            {
                float p = row[x], t = template[x];
                n++;
                a += p;
                b += t;
                aa += p * p;
                bb += t * t;
                ab += p * t;
            }
        }

        double variance = (aa - a * a / n) * (bb - b * b / n);
        return variance <= 1e-3 ? -1 : (float)((ab - a * b / n) / Math.Sqrt(variance));
    }
}
