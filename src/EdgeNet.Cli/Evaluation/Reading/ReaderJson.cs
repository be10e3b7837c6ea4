using System.Text.Json;
using EdgeNet.Cli.Output;
using EdgeNet.Training;

namespace EdgeNet.Cli.Evaluation.Reading;

/// <summary>An evaluation of a reader as one JSON object.</summary>
internal static class ReaderJson
{
    public static string Write(ReaderEvaluation evaluation) => Json.Object(json =>
    {
        json.WriteString("pattern", evaluation.Pattern);
        json.WriteNumber("threshold", Round(evaluation.Threshold));
        json.WriteNumber("unreadable", evaluation.Unreadable.Count);
        WriteScores(json, evaluation.All, evaluation.Threshold);
        json.WriteObjects("kinds", evaluation.Kinds, kind =>
        {
            json.WriteString("kind", kind.Kind);
            WriteScores(json, kind.Scores, evaluation.Threshold);
        });
        json.WriteObjects("curve", evaluation.All.Curve(), point =>
        {
            json.WriteNumber("threshold", Round(point.Threshold));
            json.WriteNumber("right", point.Right);
            json.WriteNumber("wrong", point.Wrong);
        });
        json.WriteObjects("files", evaluation.Outcomes, outcome =>
        {
            json.WriteString("file", outcome.Row.File);
            json.WriteString("kind", outcome.Row.Kind);
            json.WriteString("truth", outcome.Row.Truth);
            json.WriteString("answer", outcome.Answer);
            json.WriteNumber("confidence", Round(outcome.Score.Confidence));
            json.WriteNumber("truthConfidence", Round(outcome.TruthConfidence));
            json.WriteString("verdict", outcome.At(evaluation.Threshold).ToString().ToLowerInvariant());
            json.WriteNumber("milliseconds", Math.Round(outcome.Milliseconds, 3));
        });
        json.WriteStartArray("suspects");
        foreach (PictureOutcome suspect in evaluation.Suspects) json.WriteStringValue(suspect.Row.File);
        json.WriteEndArray();
    });

    private static void WriteScores(Utf8JsonWriter json, ReadingScores scores, double threshold)
    {
        RejectPoint point = scores.At(threshold), best = scores.Best(ReaderEvaluation.TargetError);
        json.WriteNumber("pictures", scores.Pictures);
        json.WriteNumber("withField", scores.Fields);
        json.WriteNumber("right", point.Right);
        json.WriteNumber("wrong", point.Wrong);
        json.WriteNumber("rejected", scores.Pictures - point.Right - point.Wrong);
        WriteShare(json, "readRate", scores.ReadRate(point));
        WriteShare(json, "error", point.Error);
        WriteShare(json, "readRateWithoutRejection", scores.ReadRate(scores.At(0)));
        WriteShare(json, "readRateAt1PercentError", scores.ReadRate(best));
        WriteShare(json, "thresholdAt1PercentError", best.Right > 0 ? best.Threshold : double.NaN);
        WriteShare(json, "calibrationError", scores.CalibrationError(threshold));
    }

    private static void WriteShare(Utf8JsonWriter json, string name, double share)
    {
        if (double.IsNaN(share)) json.WriteNull(name);
        else json.WriteNumber(name, Round(share));
    }

    private static double Round(double share) => Math.Round(share, 6);
}
