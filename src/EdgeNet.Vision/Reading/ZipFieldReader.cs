using EdgeNet.Vision.Binarization;
using EdgeNet.Vision.Components;
using EdgeNet.Vision.Digits;
using EdgeNet.Vision.Fields;
using EdgeNet.Vision.Lines;
using EdgeNet.Vision.Segmentation;

namespace EdgeNet.Vision.Reading;

/// <summary>Reads the candidate fields of a picture and keeps the best: five digits, each with its box in working pixels.</summary>
internal sealed class ZipFieldReader(INetwork<float> network)
{
    // Far below any threshold of use.
    private const float LeastBound = 0.1f;

    private readonly DigitClassifier _classifier = new(network);
    private readonly PieceList _pieces = new();
    private readonly SegmentLattice _lattice = new();
    private readonly ReadDigit[] _digits = new ReadDigit[ZipReading.Length];
    private readonly ReadDigit[] _candidate = new ReadDigit[ZipReading.Length];
    private readonly float[] _probabilities = new float[DigitClassifier.Classes];

    internal ReadOnlySpan<ReadDigit> Digits => _digits;

    /// <summary>The probability that the digits are a ZIP code and all right.</summary>
    internal float Confidence { get; private set; }

    internal void Begin(int budget) => _classifier.Budget = budget;

    /// <summary>Reads the candidates.</summary>
    /// <returns>False if none of them can be a ZIP code.</returns>
    internal bool Read(InkMap ink, ComponentFinder components, TextLines lines, ReadOnlySpan<FieldCandidate> fields)
    {
        Confidence = 0;
        foreach (FieldCandidate field in fields)
        {
            // A candidate is not parted and classified if even perfect digits could not make it the best, or anything at all.
            float bound = FieldEvidence.Bound(field, lines.Marks);
            if (bound < LeastBound || bound <= Confidence)
                continue;
            _pieces.Build(components, lines, field);
            if (!_lattice.Solve(_classifier, ink, components, lines.Rotation, _pieces.Pieces, field.DigitHeight)
                || Classify(ink, components, lines.Rotation) is not { } joint)
            {
                continue;
            }

            float confidence = joint * FieldEvidence.Of(field, lines.Marks, _lattice.Path, _pieces.Pieces);
            if (confidence <= Confidence)
                continue;
            Confidence = confidence;
            _candidate.CopyTo(_digits, 0);
        }

        return Confidence > 0;
    }

    private float? Classify(InkMap ink, ComponentFinder components, Rotation rotation)
    {
        float joint = 1;
        for (int i = 0; i < ZipReading.Length; i++)
        {
            DigitSegment segment = _lattice.Path[i];
            ReadOnlySpan<Piece> pieces = _pieces.Pieces[segment.First..segment.End];
            if (!_classifier.ClassifyWell(ink, components, rotation, pieces, _probabilities))
                return null;
            int digit = 0;
            for (int c = 1; c < DigitClassifier.Classes; c++)
            {
                if (_probabilities[c] > _probabilities[digit])
                    digit = c;
            }

            joint *= _probabilities[digit];
            _candidate[i] = new ReadDigit(digit, _probabilities[digit], BoxOf(pieces, components, rotation));
        }

        return joint;
    }

    private static PixelBox BoxOf(ReadOnlySpan<Piece> pieces, ComponentFinder components, Rotation rotation)
    {
        int left = int.MaxValue, top = int.MaxValue, right = 0, bottom = 0;
        foreach (Piece piece in pieces)
        {
            for (int r = components.Components[piece.Component].FirstRun; r >= 0; r = components.Runs[r].Link)
            {
                Run run = components.Runs[r];
                for (int x = run.Left; x < run.Right; x++)
                {
                    if (!piece.Holds(rotation.U(x + 0.5f, run.Y + 0.5f), rotation.V(x + 0.5f, run.Y + 0.5f)))
                        continue;
                    left = Math.Min(left, x);
                    right = Math.Max(right, x + 1);
                    top = Math.Min(top, run.Y);
                    bottom = Math.Max(bottom, run.Y + 1);
                }
            }
        }

        return new PixelBox(left, top, right - left, bottom - top);
    }
}
