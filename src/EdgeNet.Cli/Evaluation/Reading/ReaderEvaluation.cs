using System.Diagnostics;
using EdgeNet.Imaging.Tracing;
using EdgeNet.Training;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Cli.Evaluation.Reading;

/// <summary>How a reader did on a folder of pictures with their truth.</summary>
internal sealed class ReaderEvaluation
{
    /// <summary>The error at which read rates are given besides that of the default threshold.</summary>
    public const double TargetError = 0.01;

    private const int ThumbnailSide = 240;

    private ReaderEvaluation(List<PictureOutcome> outcomes, List<string> unreadable, IDigitReader reader)
    {
        Outcomes = outcomes;
        Unreadable = unreadable;
        Threshold = reader.AcceptThreshold;
        Pattern = reader.Pattern.ToString();
        All = ScoresOf(outcomes);
        // Equal ones stay in the order of the truth file.
        Suspects = [.. outcomes.Where(o => o.IsContradicted).OrderByDescending(o => o.Contradiction)];
        Kinds = [.. outcomes.GroupBy(o => o.Row.Kind, StringComparer.Ordinal).Where(g => g.Key.Length > 0)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, ScoresOf(g)))];
    }

    /// <summary>Every picture that could be had.</summary>
    public IReadOnlyList<PictureOutcome> Outcomes { get; }

    /// <summary>Why others could not, a line each.</summary>
    public IReadOnlyList<string> Unreadable { get; }

    /// <summary>The least confidence that is accepted.</summary>
    public double Threshold { get; }

    /// <summary>What was looked for.</summary>
    public string Pattern { get; }

    /// <summary>The sums over all pictures.</summary>
    public ReadingScores All { get; }

    /// <summary>The sums of each kind.</summary>
    public IReadOnlyList<(string Kind, ReadingScores Scores)> Kinds { get; }

    /// <summary>
    /// Pictures whose label the reader contradicts, the likeliest to be wrong first: by the margin between the probabilities of what was read
    /// and of the label (C. Northcutt et al., "Confident learning", 2021). The reader must not have learnt these pictures.
    /// </summary>
    public IReadOnlyList<PictureOutcome> Suspects { get; }

    /// <summary>Reads every picture.</summary>
    /// <param name="truth">The pictures and their truth.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="pictures">Reads the files.</param>
    /// <param name="withThumbnails">Whether small pictures are kept.</param>
    public static ReaderEvaluation Run(TruthFile truth, IDigitReader reader, PictureReader pictures, bool withThumbnails)
    {
        var outcomes = new List<PictureOutcome>();
        var unreadable = new List<string>();
        foreach (TruthRow row in truth.Rows)
        {
            try
            {
                GreyPicture picture = pictures.Read(row.Path);
                long start = Stopwatch.GetTimestamp();
                DigitReading reading = reader.Read(picture.Frame);
                double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                string answer = reading.ToString();
                bool hasField = row.Truth.Length > 0;
                var score = new ReadingScore(reading.Confidence, answer.Length > 0, hasField && truth.AreSame(answer, row.Truth), hasField);
                byte[] thumbnail = withThumbnails ? Thumbnail.Jpeg(picture.Frame, ThumbnailSide) : [];
                outcomes.Add(new PictureOutcome(row, answer, score, milliseconds, thumbnail)
                {
                    TruthConfidence = ConfidenceOf(row.Truth, reading, truth),
                });
            }
            catch (PictureException e)
            {
                unreadable.Add(e.Message);
            }
        }

        return new ReaderEvaluation(outcomes, unreadable, reader);
    }

    private static double ConfidenceOf(string text, DigitReading reading, TruthFile truth)
    {
        if (text.Length == 0) return 1 - reading.Confidence;
        if (reading.FieldCount != 1) return 0;
        double sum = 0;
        foreach (ReadAlternative alternative in reading[0].Alternatives)
            if (truth.AreSame(alternative.ToString(), text)) sum += alternative.Confidence;
        return sum;
    }

    private static ReadingScores ScoresOf(IEnumerable<PictureOutcome> outcomes) => new(outcomes.Select(o => o.Score));
}
