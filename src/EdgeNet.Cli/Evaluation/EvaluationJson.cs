using System.Globalization;
using System.Text.Json;
using EdgeNet.Cli.Output;
using EdgeNet.Training;

namespace EdgeNet.Cli.Evaluation;

/// <summary>An evaluation as one JSON object.</summary>
internal static class EvaluationJson
{
    /// <summary>Of more classes than these, the share of samples whose class is among the five likeliest is told.</summary>
    public const int ManyClasses = 10;

    /// <summary>Writes it.</summary>
    /// <param name="network">The network's name.</param>
    /// <param name="names">The classes in the order of the outputs; there may be fewer.</param>
    /// <param name="figures">What was measured.</param>
    public static string Write(string network, IReadOnlyList<string> names, EvaluationFigures figures) => Json.Object(json =>
    {
        EvaluationResult result = figures.Result;
        json.WriteString("network", network);
        json.WriteNumber("samples", result.Samples);
        json.WriteNumber("correct", result.Correct);
        json.WriteNumber("accuracy", result.Accuracy);
        int classes = result.Confusion.GetLength(0);
        WriteConfusion(json, result, classes);
        if (classes > ManyClasses) json.WriteNumber("top5", result.TopK(5));
        if (result.AreaUnderRoc is { } area) json.WriteNumber("auc", area);
        json.WriteObjects("classes", Enumerable.Range(0, classes), c =>
        {
            json.WriteString("name", c < names.Count ? names[c] : c.ToString(CultureInfo.InvariantCulture));
            json.WriteNumber("samples", Enumerable.Range(0, classes).Sum(answer => result.Confusion[c, answer]));
            WriteShare(json, "precision", result.Precision(c));
            WriteShare(json, "recall", result.Recall(c));
            WriteShare(json, "f1", result.F1(c));
        });
        if (figures.CalibrationError is not { } error) return;
        json.WriteStartObject("calibration");
        WriteShare(json, "error", error);
        if (figures.ScaledError is { } scaled)
        {
            json.WriteNumber("temperature", figures.Temperature!.Value);
            WriteShare(json, "scaledError", scaled);
        }

        json.WriteEndObject();
        json.WriteStartObject("rejecting");
        json.WriteNumber("error", EvaluationFigures.TargetError);
        WriteShare(json, "threshold", figures.Rejecting!.Value.Threshold is <= 1 and var threshold ? threshold : double.NaN);
        WriteShare(json, "readRate", figures.ReadRate!.Value);
        json.WriteEndObject();
    });

    private static void WriteConfusion(Utf8JsonWriter json, EvaluationResult result, int classes)
    {
        json.WriteStartArray("confusion");
        for (int label = 0; label < classes; label++)
        {
            json.WriteStartArray();
            for (int answer = 0; answer < classes; answer++) json.WriteNumberValue(result.Confusion[label, answer]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>JSON has no NaN: what is not defined is null.</summary>
    private static void WriteShare(Utf8JsonWriter json, string name, double share)
    {
        if (double.IsNaN(share)) json.WriteNull(name);
        else json.WriteNumber(name, share);
    }
}
