using System.Globalization;
using EdgeNet.Cli.Output;
using EdgeNet.Safety;
using EdgeNet.Training;

namespace EdgeNet.Cli.Targets;

/// <summary>The figures of targets for people.</summary>
internal static class TargetTables
{
    private const int LongestName = 40;

    /// <summary>Writes an evaluation.</summary>
    /// <param name="network">The network's name.</param>
    /// <param name="data">The data set's name.</param>
    /// <param name="names">The names of the targets.</param>
    /// <param name="result">The figures.</param>
    /// <param name="output">Where to.</param>
    public static void Write(string network, string data, IReadOnlyList<string> names, EvaluationResult result, CommandOutput output)
    {
        output.Out.WriteLine($"{network} on the test part of {data}: {Format.Count(result.Samples)} samples, {Figures(result)}");
        output.Out.WriteLine();
        output.Write(Of(names, result));
    }

    /// <summary>The figures over all targets in a few words; null where there are none.</summary>
    /// <param name="result">The figures.</param>
    public static string? Figures(EvaluationResult result) => (result.Numbers, result.Labels) switch
    {
        ([var one], _) => $"R² {Share(one.R2)}, root mean squared error {Number(one.RootMeanSquaredError)}",
        ({ Count: > 1 }, _) => $"mean R² {Share(result.R2)}",
        (_, { Count: > 0 }) =>
            $"mean average precision {Percent(result.MeanAveragePrecision)}, all classes right of {Percent(result.Accuracy)}",
        _ => null,
    };

    /// <summary>A row a target.</summary>
    /// <param name="names">The names of the targets.</param>
    /// <param name="result">The figures.</param>
    public static TextTable Of(IReadOnlyList<string> names, EvaluationResult result)
    {
        if (result.Numbers.Count > 0)
        {
            var numbers = new TextTable("number", ">RMSE", ">MAE", ">R²");
            foreach ((string name, NumberScore score) in names.Zip(result.Numbers))
            {
                numbers.Row(
                    PlainText.Shorten(name, LongestName), Number(score.RootMeanSquaredError), Number(score.MeanAbsoluteError),
                    Share(score.R2));
            }

            return numbers;
        }

        var labels = new TextTable("class", ">samples", ">precision", ">recall", ">F1", ">average precision");
        foreach ((string name, LabelScore score) in names.Zip(result.Labels))
        {
            labels.Row(
                PlainText.Shorten(name, LongestName), Format.Count(score.Hits + score.Misses), Percent(score.Precision),
                Percent(score.Recall), Percent(score.F1), Percent(score.AveragePrecision));
        }

        labels.Row("mean", "", "", "", Percent(result.MeanF1), Percent(result.MeanAveragePrecision));
        return labels;
    }

    /// <summary>A number of any size, with five digits.</summary>
    public static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    private static string Share(double share) => double.IsNaN(share) ? "" : Format.Fixed(share, 4);

    private static string Percent(double share) => double.IsNaN(share) ? "" : Format.Percent(share);
}
