using EdgeNet.Cli.Output;
using EdgeNet.Safety;
using EdgeNet.Training;

namespace EdgeNet.Cli.Evaluation.Reading;

/// <summary>An evaluation of a reader for people.</summary>
internal static class ReaderTables
{
    /// <summary>The thresholds of the reject curve that are shown.</summary>
    public static readonly double[] Thresholds = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995];

    private static readonly string[] Columns =
    [
        "kind", ">pictures", ">right", ">wrong", ">rejected", ">read rate", ">error", ">without rejection", ">at 1 % error", ">calibration error",
    ];

    /// <summary>The suspected labels that are shown.</summary>
    private const int MostSuspects = 30;

    private const int MostText = 24;

    /// <summary>Writes labels that the reader contradicts, the likeliest to be wrong first.</summary>
    public static void WriteSuspects(ReaderEvaluation evaluation, CommandOutput output)
    {
        output.Out.WriteLine();
        output.Out.WriteLine($"Labels: of {Format.Count(evaluation.Outcomes.Count)} pictures, {Format.Count(evaluation.Suspects.Count)} are read "
            + "otherwise than labelled. Where the reader is sure, look at the label:");
        if (evaluation.Suspects.Count == 0) return;
        var table = new TextTable("picture", "label", "read", ">label's", ">reading's");
        foreach (PictureOutcome suspect in evaluation.Suspects.Take(MostSuspects))
        {
            table.Row(
                PlainText.Shorten(suspect.Row.File, 2 * MostText), Short(suspect.Row.Truth), Short(suspect.Answer),
                Format.Percent(suspect.TruthConfidence), Format.Percent(suspect.Score.Confidence));
        }

        output.Write(table);
        if (evaluation.Suspects.Count <= MostSuspects) return;
        output.Out.WriteLine($"… and {Format.Count(evaluation.Suspects.Count - MostSuspects)} more; --json names all, --report shows the first.");
    }

    public static void Write(ReaderEvaluation evaluation, CommandOutput output)
    {
        output.Out.WriteLine($"{evaluation.Pattern}, threshold {Format.Fixed(evaluation.Threshold, 4)}");
        var table = new TextTable(Columns);
        foreach ((string kind, ReadingScores scores) in evaluation.Kinds)
            table.Row([kind, .. Cells(scores, evaluation.Threshold)]);
        table.Row(["all", .. Cells(evaluation.All, evaluation.Threshold)]);
        output.Write(table);
        output.Out.WriteLine();

        var curve = new TextTable(">threshold", ">right", ">wrong", ">rejected", ">read rate", ">error");
        foreach (double threshold in Thresholds)
        {
            RejectPoint point = evaluation.All.At(threshold);
            curve.Row(
                Format.Fixed(threshold, 3), Format.Count(point.Right), Format.Count(point.Wrong),
                Format.Count(evaluation.All.Pictures - point.Right - point.Wrong), Share(evaluation.All.ReadRate(point)), Share(point.Error));
        }

        output.Write(curve);
    }

    /// <summary>The figures of a kind of pictures, in the order of the columns.</summary>
    internal static string[] Cells(ReadingScores scores, double threshold)
    {
        RejectPoint point = scores.At(threshold), best = scores.Best(ReaderEvaluation.TargetError);
        return
        [
            Format.Count(scores.Pictures), Format.Count(point.Right), Format.Count(point.Wrong),
            Format.Count(scores.Pictures - point.Right - point.Wrong), Share(scores.ReadRate(point)), Share(point.Error),
            Share(scores.ReadRate(scores.At(0))), Share(scores.ReadRate(best)), Share(scores.CalibrationError(threshold)),
        ];
    }

    private static string Short(string text) => text.Length == 0 ? "nothing" : PlainText.Shorten(text.Replace('\n', '/'), MostText);

    /// <summary>A share, or nothing where there is none.</summary>
    private static string Share(double share) => double.IsNaN(share) ? "" : Format.Percent(share);
}
