using EdgeNet.Vision.Candidates;
using EdgeNet.Vision.Decoding;
using EdgeNet.Vision.Page;
using EdgeNet.Vision.Strips;

namespace EdgeNet.Vision.Reading;

/// <summary>One way to look at a candidate line, and what it says so: which plane, and which way up.</summary>
/// <param name="decoder">Keeps the fields of all hypotheses of a frame.</param>
/// <param name="pixels">The strips' pixels, those of the hypothesis that was sampled last.</param>
internal sealed class LineHypothesis(PatternDecoder decoder, float[] pixels)
{
    private (int First, int End) _fields;

    /// <summary>The sampled line, by which frames are found in the picture.</summary>
    internal LineStrips Strips { get; } = new(pixels);

    /// <summary>The candidate.</summary>
    internal LineCandidate Line { get; set; }

    /// <summary>The number of the candidate.</summary>
    internal int Candidate { get; set; }

    /// <summary>Whether the line is read from its end to its start.</summary>
    internal bool IsTurned { get; set; }

    /// <summary>Whether it was looked at as it stands only, not leaning to both sides too.</summary>
    internal bool IsPlain { get; set; }

    /// <summary>The plane.</summary>
    internal PagePlane Plane { get; set; }

    /// <summary>The height of digits that is assumed, to the candidate's.</summary>
    internal float Scale { get; set; } = 1;

    /// <summary>The election's weight of its strongest field.</summary>
    internal float Strength { get; set; }

    /// <summary>Whether another is of the same line, in the same plane and the same way up.</summary>
    internal bool IsSameLook(LineHypothesis other) =>
        other.Candidate == Candidate && other.Plane == Plane && other.IsTurned == IsTurned;

    /// <summary>The fields of the line.</summary>
    internal ReadOnlySpan<DecodedField> Fields => decoder.Kept(_fields);

    /// <summary>The probability of the best answer of the best field, 0 to 1; 0 without one.</summary>
    internal float Best
    {
        get
        {
            double best = 0;
            foreach (DecodedField found in Fields)
                best = Math.Max(best, found.Answers[0].Probability);
            return (float)best;
        }
    }

    /// <summary>How many symbols of the line are digits of which it is certain which way up they are: the expected number, over all paths.</summary>
    internal float Digits { get; private set; }

    /// <summary>Decodes the network's word on the line; the last time counts.</summary>
    internal void Decode(LineFrames frames)
    {
        decoder.Decode(frames);
        _fields = decoder.Range;
        Digits = 0;
        foreach (DecodedField field in Fields)
            Digits += (float)field.Answers[0].Probability * field.Answers[0].Symbols.Length;
    }
}
