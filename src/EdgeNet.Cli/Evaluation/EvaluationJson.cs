using EdgeNet.Cli.Output;
using EdgeNet.Training;

namespace EdgeNet.Cli.Evaluation;

/// <summary>An evaluation as one JSON object.</summary>
internal static class EvaluationJson
{
    /// <summary>Of more classes than these, the share of samples whose class is among the five likeliest is told.</summary>
    public const int ManyClasses = 10;

    public static string Write(string network, EvaluationResult result) => Json.Object(json =>
    {
        json.WriteString("network", network);
        json.WriteNumber("samples", result.Samples);
        json.WriteNumber("correct", result.Correct);
        json.WriteNumber("accuracy", result.Accuracy);
        json.WriteStartArray("confusion");
        int classes = result.Confusion.GetLength(0);
        for (int label = 0; label < classes; label++)
        {
            json.WriteStartArray();
            for (int answer = 0; answer < classes; answer++) json.WriteNumberValue(result.Confusion[label, answer]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        if (classes > ManyClasses) json.WriteNumber("top5", result.TopK(5));
        if (result.AreaUnderRoc is { } area) json.WriteNumber("auc", area);
    });
}
