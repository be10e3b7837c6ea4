using System.Numerics;
using EdgeNet.Vision.Candidates;
using EdgeNet.Vision.Decoding;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Reading;

/// <summary>
/// Chooses the one field of a frame. An answer's weight is the largest probability that a hypothesis gives it, the mean over the scales at
/// which a line was looked at. Different answers, of the same line the other way up, of the other plane, or of other lines, speak against
/// each other: what could as well be meant is not read for sure.
/// </summary>
internal sealed class FieldElection
{
    // Beside a field without printed boxes, one in boxes is so much likelier to be meant: the more on mail, on which nothing but the code
    // has them.
    private const float BoxedWeight = 6;
    private const float PostalBoxedWeight = 30;

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

    private const int MostEntries = 128;

    private readonly Entry[] _entries = new Entry[MostEntries];

    private int _count;
    private float _boxedWeight;

    /// <summary>Fills a reading with the best answer and its alternatives.</summary>
    /// <param name="reading">What is filled.</param>
    /// <param name="ballot">All hypotheses.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="threshold">The confidence from which the reading is accepted, 0 to 1.</param>
    internal void Fill(DigitReading reading, LineBallot ballot, GreyFrame frame, float threshold)
    {
        bool isPostal = reading.Pattern.Kind is PatternKind.Zip or PatternKind.Postcode;
        _boxedWeight = isPostal ? PostalBoxedWeight : BoxedWeight;
        _count = 0;
        for (int i = 0; i < ballot.Count; i++)
            ballot[i].Strength = Strength(ballot[i], frame);
        for (int i = 0; i < ballot.Count; i++)
        {
            LineHypothesis look = ballot[i];
            float prior = MathF.Pow(ScoreWeight, look.Line.Score - ballot[0].Line.Score);
            if (look.Line.IsWhole && !look.IsTurned) prior *= UprightWeight;
            if (isPostal) prior *= MathF.Pow(LowerWeight, Below(look, frame));
            // All scales of a line have the same weight, however long what each of them reads is.
            (int scales, float strength) = ballot.Scales(look);
            foreach (DecodedField field in look.Fields)
            {
                float own = look.Fields.Length == 1 ? look.Strength : Strength(look, field, frame);
                float weight = prior * own * strength / look.Strength;
                foreach (DecodedAnswer answer in field.Answers)
                    Add(answer, look, (float)answer.Probability / scales, weight);
            }
        }

        if (_count == 0)
            return;
        Sort();
        (DecodedAnswer best, LineHypothesis source, float probability) = (_entries[0].Answer, _entries[0].Source, _entries[0].Probability);
        float others = 0;
        for (int i = 1; i < _count; i++)
            others += _entries[i].Value / _entries[0].Weight;
        // What is left for the others is shared by them, and by there being no field.
        float left = Math.Max(others, 1 - probability);
        float confidence = FieldConfidence.Of(probability) / Math.Max(1, probability + others);
        ReadField written = reading.AddField();
        FieldWriter.Write(written, best, source.Strips);
        written.SetConfidence(confidence);
        for (int i = 0; i < Math.Min(_count, ReadField.MaxAlternatives); i++)
        {
            float share = left > 0 ? _entries[i].Value / _entries[0].Weight / left : 0;
            written.AddAlternative(_entries[i].Answer.Text, i == 0 ? confidence : (1 - confidence) * share);
        }

        reading.Set(confidence, confidence >= threshold, source.Line.IsLightInk);
    }

    private float Strength(LineHypothesis look, GreyFrame frame)
    {
        float strongest = 0;
        foreach (DecodedField field in look.Fields)
            strongest = Math.Max(strongest, Strength(look, field, frame));
        return strongest;
    }

    private float Strength(LineHypothesis look, DecodedField field, GreyFrame frame)
    {
        bool isBoxed = look.Line.IsBoxed || ColourBoxes.Surround(frame, look.Strips, field.Answers[0]);
        return (isBoxed ? _boxedWeight : 1) * MathF.Pow(CharacterWeight, Math.Min(MostCharacters, field.Answers[0].Symbols.Length));
    }

    /// <summary>How far a line stands below the frame's middle, as its reader sees it: -0.5 to 0.5 of the frame.</summary>
    private static float Below(LineHypothesis hypothesis, GreyFrame frame)
    {
        LineCandidate line = hypothesis.Line;
        Vector2 along = hypothesis.IsTurned ? -line.Direction : line.Direction, size = new(frame.Width, frame.Height);
        var down = new Vector2(-along.Y, along.X);
        return Vector2.Dot((line.Start + line.End) / 2 - size / 2, down) / Vector2.Dot(size, Vector2.Abs(down));
    }

    /// <summary>Adds an answer: of the same line at another scale to what is there, of any other look only if it is likelier.</summary>
    private void Add(DecodedAnswer answer, LineHypothesis source, float share, float weight)
    {
        var entry = new Entry { Answer = answer, Source = source, Probability = share, Weight = weight, Share = share };
        for (int i = 0; i < _count; i++)
        {
            if (!_entries[i].Answer.Text.SequenceEqual(answer.Text))
                continue;
            if (_entries[i].Source.IsSameLook(source))
            {
                float sum = Math.Min(1, _entries[i].Probability + share);
                // Boxes are those of the look that reads it best.
                if (share > _entries[i].Share)
                    _entries[i] = entry;
                _entries[i].Probability = sum;
            }
            else if (entry.Value > _entries[i].Value)
            {
                _entries[i] = entry;
            }

            return;
        }

        if (_count < MostEntries)
            _entries[_count++] = entry;
    }

    private void Sort()
    {
        for (int i = 1; i < _count; i++)
        {
            for (int j = i; j > 0 && _entries[j].Value > _entries[j - 1].Value; j--)
                (_entries[j], _entries[j - 1]) = (_entries[j - 1], _entries[j]);
        }
    }

    private struct Entry
    {
        public DecodedAnswer Answer;
        public LineHypothesis Source;

        /// <summary>Of the line's looks together.</summary>
        public float Probability;

        public float Weight;

        /// <summary>What the source gives to the probability.</summary>
        public float Share;

        public readonly float Value => Probability * Weight;
    }
}
