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
                Write(json, "rmse", number.Second.RootMeanSquaredError);
                Write(json, "mae", number.Second.MeanAbsoluteError);
                Write(json, "r2", Round(number.Second.R2));
            });
        }

        if (result.Labels.Count == 0) return;
        Write(json, "meanAveragePrecision", Round(result.MeanAveragePrecision));
        Write(json, "meanF1", Round(result.MeanF1));
        json.WriteObjects("labels", names.Zip(result.Labels), label =>
        {
            json.WriteString("name", label.First);
            json.WriteNumber("samples", label.Second.Hits + label.Second.Misses);
            Write(json, "precision", Round(label.Second.Precision));
            Write(json, "recall", Round(label.Second.Recall));
            Write(json, "f1", Round(label.Second.F1));
            Write(json, "averagePrecision", Round(label.Second.AveragePrecision));
        });
    }

    /// <summary>JSON has neither NaN nor infinity: what is not defined or beyond all numbers is null.</summary>
    private static void Write(Utf8JsonWriter json, string name, double figure)
    {
        if (double.IsFinite(figure)) json.WriteNumber(name, figure);
        else json.WriteNull(name);
    }

    private static double Round(double figure) => Math.Round(figure, 6);
}
