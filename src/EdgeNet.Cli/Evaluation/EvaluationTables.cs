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
        // Outputs that stand for no class, and were never answered, say nothing.
        int[] shown = [.. Enumerable.Range(0, classes).Where(c => c < names.Count || Enumerable.Range(0, classes).Any(l => result.Confusion[l, c] + result.Confusion[c, l] > 0))];
        var table = new TextTable(["is \\ read as", .. shown.Select(c => ">" + NameOf(c)), ">recall"]);
        foreach (int label in shown)
            table.Row([NameOf(label), .. shown.Select(answer => Cell(result.Confusion[label, answer])), Share(result.Recall(label))]);
        table.Row(["precision", .. shown.Select(answer => Share(result.Precision(answer))), ""]);
        output.Write(table);

        string NameOf(int c) => c < names.Count ? names[c] : c.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Zeros are left out: what stands beside the diagonal is what one looks for.</summary>
    private static string Cell(int count) => count > 0 ? Format.Count(count) : "";

    private static string Share(double share) => double.IsNaN(share) ? "" : Format.Percent(share);
}
