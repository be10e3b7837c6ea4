using System.Globalization;
using EdgeNet.Cli.Output;
using EdgeNet.Training;

namespace EdgeNet.Cli.Evaluation;

/// <summary>An evaluation for people: figures, and the confusion matrix with recall and precision at its edges.</summary>
internal static class EvaluationTables
{
    /// <summary>A matrix of more classes fits no terminal.</summary>
    private const int MostInMatrix = 30;

    private const int MostMistakes = 20;

    public static void Write(string network, string data, IReadOnlyList<string> names, EvaluationResult result, int? top, CommandOutput output)
    {
        output.Out.WriteLine(
            $"{network} on the test part of {data}: {Format.Count(result.Correct)} of {Format.Count(result.Samples)} correct, "
            + $"accuracy {Format.Percent(result.Accuracy)}, error {Format.Percent(result.Error)}, loss {Format.Fixed(result.Loss, 4)}");
        for (int k = 2; k <= Math.Min(top ?? DefaultTop(names.Count), names.Count - 1); k++)
            output.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Among the {k} likeliest: {Format.Percent(result.TopK(k))}"));
        if (result.AreaUnderRoc is { } area)
            output.Out.WriteLine($"Area under the ROC curve{(names.Count > 2 ? ", mean of the classes" : "")}: {Format.Fixed(area, 4)}");
        if (ClassScale.Of(names) is { } scale)
            output.Out.WriteLine(
                $"At most {scale.Step} away: {Format.Percent(result.WithinOneStep(isCircle: false))}, "
                + $"{Format.Percent(result.WithinOneStep(isCircle: true))} if {names[^1]} and {names[0]} are neighbors, as on a wheel");
        output.Out.WriteLine();
        if (names.Count > MostInMatrix) WriteMistakes(names, result, output);
        else WriteMatrix(names, result, output);
    }

    /// <summary>ImageNet's top-5 where there are classes enough for it to tell something.</summary>
    private static int DefaultTop(int classes) => classes > EvaluationJson.ManyClasses ? 5 : 3;

    private static void WriteMatrix(IReadOnlyList<string> names, EvaluationResult result, CommandOutput output)
    {
        int classes = result.Confusion.GetLength(0);
        // Outputs that stand for no class, and were never answered, say nothing.
        int[] shown = [.. Enumerable.Range(0, classes).Where(c => c < names.Count || Enumerable.Range(0, classes).Any(l => result.Confusion[l, c] + result.Confusion[c, l] > 0))];
        var table = new TextTable(["is \\ read as", .. shown.Select(c => ">" + NameOf(names, c)), ">recall"]);
        foreach (int label in shown)
            table.Row([NameOf(names, label), .. shown.Select(answer => Cell(result.Confusion[label, answer])), Share(result.Recall(label))]);
        table.Row(["precision", .. shown.Select(answer => Share(result.Precision(answer))), ""]);
        output.Write(table);
    }

    /// <summary>The most frequent mistakes: a matrix of a hundred classes has ten thousand cells.</summary>
    private static void WriteMistakes(IReadOnlyList<string> names, EvaluationResult result, CommandOutput output)
    {
        int classes = result.Confusion.GetLength(0);
        var mistakes =
            from label in Enumerable.Range(0, classes)
            from answer in Enumerable.Range(0, classes)
            where label != answer && result.Confusion[label, answer] > 0
            orderby result.Confusion[label, answer] descending, label, answer
            select (Label: label, Answer: answer);
        var table = new TextTable("is", "read as", ">times", ">recall of the class");
        foreach ((int label, int answer) in mistakes.Take(MostMistakes))
            table.Row(NameOf(names, label), NameOf(names, answer), Format.Count(result.Confusion[label, answer]), Share(result.Recall(label)));
        output.Out.WriteLine($"The most frequent mistakes, {MostMistakes} at most (--json has them all):");
        output.Write(table);
    }

    private static string NameOf(IReadOnlyList<string> names, int c) => c < names.Count ? names[c] : c.ToString(CultureInfo.InvariantCulture);

    /// <summary>Zeros are left out: what stands beside the diagonal is what one looks for.</summary>
    private static string Cell(int count) => count > 0 ? Format.Count(count) : "";

    private static string Share(double share) => double.IsNaN(share) ? "" : Format.Percent(share);
}
