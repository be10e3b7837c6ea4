using EdgeNet.Vision.Components;
using EdgeNet.Vision.Lines;

namespace EdgeNet.Vision.Fields;

/// <summary>
/// Ranks the stretches of all text lines by how well they look like a ZIP field, without reading them: about five characters of one size, the
/// right proportions, no neighbour of the same size (a printed word or line goes on), and rather larger than the print around it.
/// </summary>
internal sealed class FieldFinder
{
    /// <summary>The most candidates that are handed on, best first.</summary>
    internal const int MaxCandidates = 8;

    private const int MaxMarks = 10;

    // A mark this much smaller than the digits is a part of one, or a speck.
    private const float PartRatio = 0.45f;

    private readonly FieldCandidate[] _best = new FieldCandidate[MaxCandidates];
    private readonly float[] _heights = new float[ComponentFinder.MaxComponents];
    private int _count;

    internal ReadOnlySpan<FieldCandidate> Candidates => _best.AsSpan(0, _count);

    internal void Find(ReadOnlySpan<Mark> marks)
    {
        _count = 0;
        if (marks.IsEmpty)
            return;
        float common = CommonHeight(marks);
        for (int start = 0; start < marks.Length;)
        {
            int end = start;
            while (end < marks.Length && marks[end].Line == marks[start].Line)
                end++;
            FindInLine(marks, start, end, common);
            start = end;
        }
    }

    internal static bool IsPart(in Mark mark, float digitHeight) =>
        Math.Max(mark.Width, mark.Height) < PartRatio * digitHeight;

    private void FindInLine(ReadOnlySpan<Mark> marks, int start, int end, float common)
    {
        for (int first = start; first < end; first++)
        {
            for (int last = first; last < Math.Min(first + MaxMarks, end); last++)
            {
                if (TryFit(marks, start, end, first, last, common, out FieldCandidate candidate))
                    Insert(candidate);
            }
        }
    }

    private bool TryFit(ReadOnlySpan<Mark> marks, int start, int end, int first, int last, float common, out FieldCandidate candidate)
    {
        candidate = new FieldCandidate
        {
            First = first, End = last + 1, Left = float.MaxValue, Top = float.MaxValue, Right = float.MinValue, Bottom = float.MinValue,
        };
        int count = last + 1 - first;
        for (int i = first; i <= last; i++)
        {
            candidate.Left = Math.Min(candidate.Left, marks[i].Left);
            candidate.Right = Math.Max(candidate.Right, marks[i].Right);
            candidate.Top = Math.Min(candidate.Top, marks[i].Top);
            candidate.Bottom = Math.Max(candidate.Bottom, marks[i].Bottom);
            _heights[i - first] = marks[i].Height;
        }

        // Digits may be flat (a long 2 or 5), never much taller than the others: the upper middle is their height.
        Span<float> heights = _heights.AsSpan(0, count);
        heights.Sort();
        float height = heights[(int)((count - 1) * 0.7f)];
        candidate.DigitHeight = height;
        float proportion = (candidate.Right - candidate.Left) / height;
        if (height < 8 || proportion is < 1.3f or > 11 || IsPart(marks[first], height) || IsPart(marks[last], height))
            return false;

        int characters = 0;
        float spread = 0;
        for (int i = first; i <= last; i++)
        {
            if (IsPart(marks[i], height))
                continue;
            characters++;
            float ratio = MathF.Log(Math.Min(Math.Max(marks[i].Width, marks[i].Height), 1.1f * Math.Max(height, marks[i].Height)) / height);
            spread += ratio * ratio;
        }

        candidate.Characters = characters;
        float fit = -spread / (2 * 0.22f * 0.22f) - CountPenalty(characters);
        float shape = MathF.Log(proportion / 3.9f) / 0.35f;
        fit -= shape * shape / 2;
        fit -= NeighbourPenalty(marks, start, end, candidate) * 5;
        fit += 2.5f * MathF.Log(Math.Clamp(height / common, 0.7f, 2f));
        candidate.Fit = fit;
        return fit > -14;
    }

    private static float CountPenalty(int characters) => characters switch
    {
        5 => 0,
        4 => 0.8f,
        3 => 1.5f,
        2 => 2.3f,
        1 => 3,
        6 => 1.5f,
        7 => 3,
        _ => 4.5f,
    };

    // A neighbour of the same size close by on either side says that the line goes on.
    private static float NeighbourPenalty(ReadOnlySpan<Mark> marks, int start, int end, in FieldCandidate candidate)
    {
        float left = 0;
        float right = 0;
        for (int i = start; i < end; i++)
        {
            if (i >= candidate.First && i < candidate.End)
                continue;
            float ratio = MathF.Log(marks[i].Height / candidate.DigitHeight) / 0.3f;
            bool before = i < candidate.First;
            float gap = before ? candidate.Left - marks[i].Right : marks[i].Left - candidate.Right;
            float near = Math.Clamp(1.5f - gap / candidate.DigitHeight, 0, 1);
            float penalty = near * MathF.Exp(-ratio * ratio / 2);
            if (before)
                left = Math.Max(left, penalty);
            else
                right = Math.Max(right, penalty);
        }

        return left + right;
    }

    // The height of the picture's typical character: the median over marks, which print dominates where there is print.
    private float CommonHeight(ReadOnlySpan<Mark> marks)
    {
        for (int i = 0; i < marks.Length; i++)
            _heights[i] = marks[i].Height;
        Span<float> heights = _heights.AsSpan(0, marks.Length);
        heights.Sort();
        return heights[marks.Length / 2];
    }

    private void Insert(in FieldCandidate candidate)
    {
        int at = _count;
        if (at == MaxCandidates)
        {
            if (candidate.Fit <= _best[at - 1].Fit)
                return;
            at--;
        }
        else
        {
            _count++;
        }

        while (at > 0 && _best[at - 1].Fit < candidate.Fit)
        {
            _best[at] = _best[at - 1];
            at--;
        }

        _best[at] = candidate;
    }
}
