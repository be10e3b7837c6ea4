using System.Text.Json;
using EdgeNet.Cli.Output;
using EdgeNet.Training;

namespace EdgeNet.Cli.Targets;

/// <summary>The figures of targets as members of a JSON object.</summary>
internal static class TargetJson
{
    /// <summary>Writes an evaluation as one object.</summary>
    /// <param name="network">The network's name.</param>
    /// <param name="names">The names of the targets.</param>
    /// <param name="result">The figures.</param>
    public static string Write(string network, IReadOnlyList<string> names, EvaluationResult result) => Json.Object(json =>
    {
        json.WriteString("network", network);
        json.WriteNumber("samples", result.Samples);
        if (result.Labels.Count > 0) json.WriteNumber("exactMatch", Round(result.Accuracy));
        Write(json, names, result);
    });

    /// <summary>Writes the members; none where there are no targets.</summary>
    /// <param name="json">Receives them.</param>
    /// <param name="names">The names of the targets.</param>
    /// <param name="result">The figures.</param>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<string> names, EvaluationResult result)
    {
        if (result.Numbers.Count > 0)
        {
            json.WriteObjects("numbers", names.Zip(result.Numbers), number =>
            {
                json.WriteString("name", number.First);
                json.WriteNumber("rmse", number.Second.RootMeanSquaredError);
                json.WriteNumber("mae", number.Second.MeanAbsoluteError);
                Write(json, "r2", number.Second.R2);
            });
        }

        if (result.Labels.Count == 0) return;
        Write(json, "meanAveragePrecision", result.MeanAveragePrecision);
        Write(json, "meanF1", result.MeanF1);
        json.WriteObjects("labels", names.Zip(result.Labels), label =>
        {
            json.WriteString("name", label.First);
            json.WriteNumber("samples", label.Second.Hits + label.Second.Misses);
            Write(json, "precision", label.Second.Precision);
            Write(json, "recall", label.Second.Recall);
            Write(json, "f1", label.Second.F1);
            Write(json, "averagePrecision", label.Second.AveragePrecision);
        });
    }

    /// <summary>JSON has no NaN: what is not defined is null.</summary>
    private static void Write(Utf8JsonWriter json, string name, double figure)
    {
        if (double.IsNaN(figure)) json.WriteNull(name);
        else json.WriteNumber(name, Round(figure));
    }

    private static double Round(double figure) => Math.Round(figure, 6);
}
