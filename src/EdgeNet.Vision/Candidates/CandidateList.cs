using System.Numerics;

namespace EdgeNet.Vision.Candidates;

/// <summary>The best candidates of all planes, best first, each found once.</summary>
internal sealed class CandidateList
{
    /// <summary>The most candidates.</summary>
    internal const int MaxCandidates = 16;

    // Two candidates are one where angle, height and middle line agree so far, and the better one's strip shows the other as a whole.
    private const float MaxTurn = 0.17f;
    private const float MaxHeightRatio = 1.35f;
    private const float MaxOffset = 0.4f;
    private const float StripReach = (Strips.LineStrips.Columns / 2f - 6) / Strips.LineStrips.DigitRows;

    // Found in both planes, a row is less likely a trick of the light.
    private const float AgreementBonus = 0.3f;

    private const int MarksEach = 4 * RowGrower.MaxLength;

    private readonly LineCandidate[] _candidates = new LineCandidate[MaxCandidates];
    private readonly LineMark[] _marks = new LineMark[MarksEach * (MaxCandidates + 1)];
    private readonly int[] _free = new int[MaxCandidates + 1];
    private int _freeCount;

    internal int Count { get; private set; }

    internal ReadOnlySpan<LineCandidate> All => _candidates.AsSpan(0, Count);

    internal ReadOnlySpan<LineMark> Marks(in LineCandidate candidate) => _marks.AsSpan(candidate.FirstMark, candidate.MarkCount);

    internal void Clear()
    {
        Count = 0;
        _freeCount = 0;
        for (int i = 0; i <= MaxCandidates; i++)
            _free[_freeCount++] = i * MarksEach;
    }

    /// <summary>Adds a candidate where it is among the best.</summary>
    /// <returns>What became of it.</returns>
    internal CandidateFate Add(in LineCandidate candidate, ReadOnlySpan<LineMark> marks)
    {
        LineCandidate added = candidate;
        for (int i = 0; i < Count; i++)
        {
            bool isBetter = _candidates[i].Score >= candidate.Score;
            if (!IsSame(isBetter ? _candidates[i] : candidate, isBetter ? candidate : _candidates[i]))
                continue;
            float bonus = _candidates[i].Plane != candidate.Plane ? AgreementBonus : 0;
            if (isBetter)
            {
                _candidates[i] = _candidates[i] with { Score = _candidates[i].Score + bonus };
                MoveUp(i);
                return CandidateFate.Duplicate;
            }

            added = added with { Score = added.Score + bonus };
            RemoveAt(i--);
        }

        if (Count == MaxCandidates)
        {
            if (_candidates[Count - 1].Score >= added.Score)
                return CandidateFate.BelowOthers;
            RemoveAt(Count - 1);
        }

        int first = _free[--_freeCount];
        int count = Math.Min(marks.Length, MarksEach);
        marks[..count].CopyTo(_marks.AsSpan(first));
        _candidates[Count++] = added with { FirstMark = first, MarkCount = count };
        MoveUp(Count - 1);
        return CandidateFate.Kept;
    }

    private void MoveUp(int at)
    {
        for (; at > 0 && _candidates[at - 1].Score < _candidates[at].Score; at--)
            (_candidates[at - 1], _candidates[at]) = (_candidates[at], _candidates[at - 1]);
    }

    private void RemoveAt(int at)
    {
        _free[_freeCount++] = _candidates[at].FirstMark;
        Count--;
        for (; at < Count; at++)
            _candidates[at] = _candidates[at + 1];
    }

    private static bool IsSame(in LineCandidate a, in LineCandidate b)
    {
        float ratio = a.Height / b.Height;
        if (ratio is > MaxHeightRatio or < 1 / MaxHeightRatio || a.IsLightInk != b.IsLightInk)
            return false;
        Vector2 direction = a.Direction;
        // Of short lines the angle is loose.
        float turn = Math.Abs(direction.X * b.Direction.Y - direction.Y * b.Direction.X);
        if (turn > MaxTurn + 0.25f * a.Height / MathF.Max(a.Length, b.Length))
            return false;
        Vector2 middle = (b.Start + b.End) / 2 - a.Start;
        float offset = Math.Abs(direction.X * middle.Y - direction.Y * middle.X);
        float start = Vector2.Dot(b.Start - a.Start, direction), end = Vector2.Dot(b.End - a.Start, direction);
        (start, end) = (Math.Min(start, end), Math.Max(start, end));
        float shown = StripReach * a.Height, centre = a.Length / 2;
        float left = Math.Min(0, centre - shown), right = Math.Max(a.Length, centre + shown);
        return offset < MaxOffset * a.Height && start >= left && end <= right;
    }
}
