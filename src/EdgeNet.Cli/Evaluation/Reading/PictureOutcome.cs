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
    /// <summary>What comes of it at a threshold.</summary>
    public PictureVerdict At(double threshold)
    {
        bool isAccepted = Score.HasAnswer && Score.Confidence >= threshold;
        if (isAccepted) return Score.IsRight ? PictureVerdict.Right : PictureVerdict.Wrong;
        return Score.HasField ? PictureVerdict.Rejected : PictureVerdict.Empty;
    }
}
