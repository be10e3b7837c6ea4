using EdgeNet.Vision.Binarization;
using EdgeNet.Vision.Components;
using EdgeNet.Vision.Digits;
using EdgeNet.Vision.Lines;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Vision.Segmentation;

/// <summary>
/// Parts a field into exactly five digits: every run of neighbouring pieces that could be one digit is classified, and dynamic programming takes the
/// five that together are likeliest, by what the network says and by what digits' sizes and gaps are like (LeCun et al. 1998, section V).
/// </summary>
internal sealed class SegmentLattice
{
    private const int MaxJoined = 6;
    private const int Row = PieceList.MaxPieces + 1;
    private const float Impossible = -1e9f;

    // The least probability that a class is given: a confident mistake must not outweigh everything else.
    private const float LeastProbability = 0.003f;

    // The network and the sizes are not independent, so that sizes count for less than their likelihood.
    private const float ShapeWeight = 0.4f;

    // For paper within a digit, a digit height wide; for a cut; and for the ink it goes through, a digit height long.
    private const float GapPenalty = 12;
    private const float CutPenalty = 0.6f;
    private const float CutInkPenalty = 3;

    private readonly float[] _probabilities = new float[Row * Row * DigitClassifier.Classes];
    private readonly bool[] _classified = new bool[Row * Row];
    private readonly float[] _scores = new float[Row * Row];
    private readonly float[] _best = new float[(ZipReading.Length + 1) * Row];
    private readonly int[] _from = new int[(ZipReading.Length + 1) * Row];
    private readonly DigitSegment[] _path = new DigitSegment[ZipReading.Length];
    private float _digitHeight;

    /// <summary>The five digits of the best parting.</summary>
    internal ReadOnlySpan<DigitSegment> Path => _path;

    /// <summary>Finds the best parting.</summary>
    /// <returns>False if the pieces do not make five digits.</returns>
    internal bool Solve(
        DigitClassifier classifier, InkMap ink, ComponentFinder components, Rotation rotation, ReadOnlySpan<Piece> pieces, float digitHeight)
    {
        Classify(classifier, ink, components, rotation, pieces, digitHeight);
        _digitHeight = digitHeight;
        if (!FindPath(pieces))
            return false;
        // Touching digits are taller together than each: with the parts known, their height is.
        _digitHeight = HeightOfPath(pieces);
        return FindPath(pieces);
    }

    private void Classify(
        DigitClassifier classifier, InkMap ink, ComponentFinder components, Rotation rotation, ReadOnlySpan<Piece> pieces, float digitHeight)
    {
        Array.Clear(_classified);
        for (int first = 0; first < pieces.Length; first++)
        {
            for (int end = first + 1; end <= Math.Min(first + MaxJoined, pieces.Length); end++)
            {
                if (end - first > pieces.Length - (ZipReading.Length - 1) || classifier.Budget <= 0)
                    break;
                ReadOnlySpan<Piece> segment = pieces[first..end];
                var extent = SegmentExtent.Of(segment);
                if (extent.Width > 1.6f * digitHeight || Math.Max(extent.Width, extent.Height) < 0.35f * digitHeight || extent.Gap > 0.5f * digitHeight)
                    continue;
                int at = first * Row + end;
                _classified[at] = classifier.Classify(
                    ink, components, rotation, segment, _probabilities.AsSpan(at * DigitClassifier.Classes, DigitClassifier.Classes));
            }
        }
    }

    private bool FindPath(ReadOnlySpan<Piece> pieces)
    {
        int count = pieces.Length;
        for (int first = 0; first < count; first++)
        {
            for (int end = first + 1; end <= count; end++)
                _scores[first * Row + end] = _classified[first * Row + end] ? ScoreOf(pieces, first, end) : Impossible;
        }

        _best.AsSpan().Fill(Impossible);
        _best[0] = 0;
        for (int digit = 1; digit <= ZipReading.Length; digit++)
        {
            for (int end = digit; end <= count; end++)
            {
                for (int first = Math.Max(digit - 1, end - MaxJoined); first < end; first++)
                {
                    float score = _best[(digit - 1) * Row + first] + _scores[first * Row + end];
                    if (score <= _best[digit * Row + end])
                        continue;
                    _best[digit * Row + end] = score;
                    _from[digit * Row + end] = first;
                }
            }
        }

        if (_best[ZipReading.Length * Row + count] <= Impossible / 2)
            return false;
        int at = count;
        for (int digit = ZipReading.Length; digit > 0; digit--)
        {
            int first = _from[digit * Row + at];
            _path[digit - 1] = new DigitSegment(first, at);
            at = first;
        }

        return true;
    }

    private float ScoreOf(ReadOnlySpan<Piece> pieces, int first, int end)
    {
        ReadOnlySpan<Piece> segment = pieces[first..end];
        var extent = SegmentExtent.Of(segment);
        float width = extent.Width / _digitHeight;
        float height = extent.Height / _digitHeight;
        ReadOnlySpan<float> probabilities = _probabilities.AsSpan((first * Row + end) * DigitClassifier.Classes, DigitClassifier.Classes);
        float best = Impossible;
        for (int digit = 0; digit < DigitClassifier.Classes; digit++)
        {
            float likelihood = MathF.Log(Math.Max(probabilities[digit], LeastProbability));
            best = Math.Max(best, likelihood + ShapeWeight * DigitShape.LogLikelihood(digit, width, height));
        }

        // Parts of one digit stand over one another, or nearly so; parts between two cuts have no gap.
        best -= GapPenalty * extent.Gap / _digitHeight;
        if (segment[0].CutInk > 0)
            best -= CutPenalty + CutInkPenalty * segment[0].CutInk;
        return best;
    }

    private float HeightOfPath(ReadOnlySpan<Piece> pieces)
    {
        Span<float> heights = stackalloc float[ZipReading.Length];
        for (int i = 0; i < heights.Length; i++)
            heights[i] = SegmentExtent.Of(pieces[_path[i].First.._path[i].End]).Height;
        heights.Sort();
        return heights[heights.Length / 2];
    }
}
