using System.Globalization;
using EdgeNet.Cli.Output;
using EdgeNet.Training;

namespace EdgeNet.Cli.Evaluation;

/// <summary>An evaluation for people: figures, and the confusion matrix with recall and precision at its edges.</summary>
internal static class EvaluationTables
{
    public static void Write(string network, string data, IReadOnlyList<string> names, EvaluationResult result, int top, CommandOutput output)
    {
        output.Out.WriteLine(
            $"{network} on the test part of {data}: {Format.Count(result.Correct)} of {Format.Count(result.Samples)} correct, "
            + $"accuracy {Format.Percent(result.Accuracy)}, error {Format.Percent(result.Error)}, loss {Format.Fixed(result.Loss, 4)}");
        for (int k = 2; k <= Math.Min(top, names.Count - 1); k++)
            output.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Among the {k} likeliest: {Format.Percent(result.TopK(k))}"));
        output.Out.WriteLine();

        int classes = result.Confusion.GetLength(0);
        var table = new TextTable(["is \\ read as", .. Enumerable.Range(0, classes).Select(c => ">" + NameOf(c)), ">recall"]);
        for (int label = 0; label < classes; label++)
        {
            int row = label;
            table.Row([NameOf(label), .. Enumerable.Range(0, classes).Select(answer => Cell(result.Confusion[row, answer])), Share(result.Recall(label))]);
        }

        table.Row(["precision", .. Enumerable.Range(0, classes).Select(answer => Share(result.Precision(answer))), ""]);
        output.Write(table);

        string NameOf(int c) => c < names.Count ? names[c] : c.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Zeros are left out: what stands beside the diagonal is what one looks for.</summary>
    private static string Cell(int count) => count > 0 ? Format.Count(count) : "";

    private static string Share(double share) => double.IsNaN(share) ? "" : Format.Percent(share);
}
