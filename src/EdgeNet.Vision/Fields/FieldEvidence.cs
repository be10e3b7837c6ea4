using EdgeNet.Vision.Lines;
using EdgeNet.Vision.Reading;
using EdgeNet.Vision.Segmentation;

namespace EdgeNet.Vision.Fields;

/// <summary>
/// How probable it is that a stretch of five characters is a handwritten ZIP code and not print or a scribble: a logistic function of its shape, of how much
/// of its size stands elsewhere in the picture, and of how exactly it keeps to a line. What the digits are does not enter.
/// </summary>
internal static class FieldEvidence
{
    // Marks within this factor, as a logarithm, are of the field's own size.
    private const float SameSize = 0.2f;

    // Weights found on composed scenes with and without a ZIP code; all rest on a wide margin.
    private const float Bias = 5.5f;
    private const float FitWeight = 1.3f;
    private const float BestFit = 0.5f;
    private const float SimilarWeight = 2f;
    private const float JitterWeight = 2.5f;

    // In digit heights: print keeps its line to a hundredth, a hand to three hundredths and more. A pixel's rounding is the first figure.
    private const float Rounding = 0.01f;
    private const float UsualJitter = 0.04f;
    private const float LeastJitterTerm = -1.5f;

    /// <summary>The most that <see cref="Of"/> can give for a candidate, before it is parted into digits.</summary>
    internal static float Bound(in FieldCandidate field, ReadOnlySpan<Mark> marks) => Sigmoid(Shape(field, marks));

    /// <summary>The probability, 0 to 1.</summary>
    internal static float Of(in FieldCandidate field, ReadOnlySpan<Mark> marks, ReadOnlySpan<DigitSegment> digits, ReadOnlySpan<Piece> pieces)
    {
        float jitter = MathF.Log((Jitter(digits, pieces) / field.DigitHeight + Rounding) / UsualJitter);
        return Sigmoid(Shape(field, marks) + JitterWeight * Math.Clamp(jitter, LeastJitterTerm, 0));
    }

    private static float Shape(in FieldCandidate field, ReadOnlySpan<Mark> marks)
    {
        int similar = 0;
        for (int i = 0; i < marks.Length; i++)
        {
            if ((i < field.First || i >= field.End) && Math.Abs(MathF.Log(marks[i].Height / field.DigitHeight)) < SameSize)
                similar++;
        }

        return Bias + FitWeight * Math.Min(field.Fit, BestFit) - SimilarWeight * MathF.Log(1 + similar);
    }

    private static float Sigmoid(float z) => 1 / (1 + MathF.Exp(-z));

    // The deviation of the digits' lower edges from the straight line of least squares.
    private static float Jitter(ReadOnlySpan<DigitSegment> digits, ReadOnlySpan<Piece> pieces)
    {
        Span<SegmentExtent> extents = stackalloc SegmentExtent[ZipReading.Length];
        float meanU = 0, meanV = 0;
        for (int i = 0; i < extents.Length; i++)
        {
            extents[i] = SegmentExtent.Of(pieces[digits[i].First..digits[i].End]);
            meanU += extents[i].CentreU / extents.Length;
            meanV += extents[i].Bottom / extents.Length;
        }

        float uu = 1e-6f, uv = 0, vv = 0;
        foreach (SegmentExtent extent in extents)
        {
            float u = extent.CentreU - meanU;
            float v = extent.Bottom - meanV;
            uu += u * u;
            uv += u * v;
            vv += v * v;
        }

        return MathF.Sqrt(Math.Max(0, vv - uv * uv / uu) / extents.Length);
    }
}
