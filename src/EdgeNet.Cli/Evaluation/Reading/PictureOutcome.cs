using EdgeNet.Training;

namespace EdgeNet.Cli.Evaluation.Reading;

/// <summary>How one picture was read.</summary>
/// <param name="Row">The picture.</param>
/// <param name="Answer">What was read, accepted or not; "" for nothing.</param>
/// <param name="Score">How good that is.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Thumbnail">The picture as a small JPEG file; empty where none is wanted.</param>
internal sealed record PictureOutcome(TruthRow Row, string Answer, ReadingScore Score, double Milliseconds, byte[] Thumbnail)
{
    /// <summary>
    /// The probability that the reader gives to the truth, 0 to 1: that nothing is to be read where it has none; 0 where it is not among
    /// the alternatives of one field.
    /// </summary>
    public double TruthConfidence { get; init; }

    /// <summary>By how much the answer is more probable than what the picture is labelled with, -1 to 1.</summary>
    public double Contradiction => Score.Confidence - TruthConfidence;

    /// <summary>Whether something else is more probable than what the picture is labelled with, accepted or not.</summary>
    public bool IsContradicted => Score.HasAnswer && !Score.IsRight && Contradiction > 0;

    /// <summary>What comes of it at a threshold.</summary>
    public PictureVerdict At(double threshold)
    {
        bool isAccepted = Score.HasAnswer && Score.Confidence >= threshold;
        if (isAccepted) return Score.IsRight ? PictureVerdict.Right : PictureVerdict.Wrong;
        return Score.HasField ? PictureVerdict.Rejected : PictureVerdict.Empty;
    }
}
