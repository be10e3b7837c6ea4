using System.Numerics;
using EdgeNet.Vision.Candidates;
using EdgeNet.Vision.Decoding;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Reading;

/// <summary>
/// Chooses the one field of a frame. An answer's weight is the largest probability that a hypothesis gives it; different answers, of the same
/// line the other way up, of the other plane, or of other lines, speak against each other: what could as well be meant is not read for sure.
/// </summary>
internal sealed class FieldElection
{
    // Beside a field without printed boxes, one in boxes is so much likelier to be meant.
    private const float BoxedWeight = 6;

    // The odds for a line whose score is 1 higher, and for each further character that a line reads: that many marks are digits by
    // chance is the less likely the more they are.
    private const float ScoreWeight = 1.4f;
    private const float CharacterWeight = 4;
    private const int MostCharacters = 8;

    // Who cuts a line out of a page cuts it out upright.
    private const float UprightWeight = 10;

    // The odds for a postal code at the page's lower edge, to one at its upper edge: it stands in the last line of an address, and the
    // sender's address above the receiver's.
    private const float LowerWeight = 4;

    private const int MostEntries = 64;

    private readonly (DecodedAnswer Answer, LineHypothesis Source, float Probability, float Weight)[] _entries =
        new (DecodedAnswer, LineHypothesis, float, float)[MostEntries];

    private int _count;

    /// <summary>Fills a reading with the best answer and its alternatives.</summary>
    /// <param name="reading">What is filled.</param>
    /// <param name="ballot">All hypotheses.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="threshold">The confidence from which the reading is accepted, 0 to 1.</param>
    internal void Fill(DigitReading reading, LineBallot ballot, GreyFrame frame, float threshold)
    {
        bool isPostal = reading.Pattern.Kind is PatternKind.Zip or PatternKind.Postcode;
        _count = 0;
        for (int i = 0; i < ballot.Count; i++)
        {
            LineCandidate line = ballot[i].Line;
            float prior = MathF.Pow(ScoreWeight, line.Score - ballot[0].Line.Score) * (line.IsWhole && !ballot[i].IsTurned ? UprightWeight : 1);
            if (isPostal) prior *= MathF.Pow(LowerWeight, Below(ballot[i], frame));
            foreach (DecodedField field in ballot[i].Fields)
            {
                bool isBoxed = line.IsBoxed || ColourBoxes.Surround(frame, ballot[i].Strips, field.Answers[0]);
                float weight = prior * (isBoxed ? BoxedWeight : 1) * MathF.Pow(CharacterWeight, Math.Min(MostCharacters, field.Answers[0].Symbols.Length));
                foreach (DecodedAnswer answer in field.Answers)
                    Add(answer, ballot[i], (float)answer.Probability, weight);
            }
        }

        if (_count == 0)
            return;
        Sort();
        (DecodedAnswer best, LineHypothesis source, float probability, float own) = _entries[0];
        float others = 0;
        for (int i = 1; i < _count; i++)
            others += _entries[i].Probability * _entries[i].Weight / own;
        float confidence = FieldConfidence.Of(probability, source.Line.IsWhole) / Math.Max(1, probability + others);
        ReadField written = reading.AddField();
        FieldWriter.Write(written, best, source.Strips);
        written.SetConfidence(confidence);
        for (int i = 0; i < Math.Min(_count, ReadField.MaxAlternatives); i++)
            written.AddAlternative(_entries[i].Answer.Text, i == 0 ? confidence : Math.Min(1 - confidence, _entries[i].Probability));
        reading.Set(confidence, confidence >= threshold, source.Line.IsLightInk);
    }

    /// <summary>How far a line stands below the frame's middle, as its reader sees it: -0.5 to 0.5 of the frame.</summary>
    private static float Below(LineHypothesis hypothesis, GreyFrame frame)
    {
        LineCandidate line = hypothesis.Line;
        Vector2 along = hypothesis.IsTurned ? -line.Direction : line.Direction, size = new(frame.Width, frame.Height);
        var down = new Vector2(-along.Y, along.X);
        return Vector2.Dot((line.Start + line.End) / 2 - size / 2, down) / Vector2.Dot(size, Vector2.Abs(down));
    }

    private void Add(DecodedAnswer answer, LineHypothesis source, float probability, float weight)
    {
        for (int i = 0; i < _count; i++)
        {
            if (!_entries[i].Answer.Text.SequenceEqual(answer.Text))
                continue;
            if (probability * weight > _entries[i].Probability * _entries[i].Weight)
                _entries[i] = (answer, source, probability, weight);
            return;
        }

        if (_count < MostEntries)
            _entries[_count++] = (answer, source, probability, weight);
    }

    private void Sort()
    {
        for (int i = 1; i < _count; i++)
        {
            for (int j = i; j > 0 && Value(j) > Value(j - 1); j--)
                (_entries[j], _entries[j - 1]) = (_entries[j - 1], _entries[j]);
        }
    }

    private float Value(int i) => _entries[i].Probability * _entries[i].Weight;
}
