using System.Text.Json;
using EdgeNet.Cli.Output;
using EdgeNet.Safety;
using EdgeNet.Training;

namespace EdgeNet.Cli.Data;

/// <summary>Shows labels that are most likely wrong.</summary>
internal static class SuspectTables
{
    private const int MostNamed = 20;
    private const int MostName = 40;

    /// <summary>Writes how good the judge is, and a table of the likeliest ones.</summary>
    public static void Write(FoundSuspects found, CommandOutput output)
    {
        SuspectReport report = found.Report;
        if (found.Warning is { } warning) output.WriteError(warning);
        output.Out.WriteLine();
        string learnt = found.Judge == SuspectJudge.HasNotLearnt ? " that it did not learn" : "";
        output.Out.WriteLine(
            $"Labels: the judge answers {Format.Count(report.Correct)} of {Format.Count(report.Samples)} samples{learnt} as they are "
            + $"labelled ({Format.Percent(report.Agreement)}).");
        if (report.Labels.Count == 0) return;
        string labels = report.Labels.Count == 1 ? "contradicted label" : "contradicted labels", are = found.Confident == 1 ? "is" : "are";
        string why = report.IsJudgeFit ? "It may have learnt these labels" : "It is wrong too often";
        output.Out.WriteLine(found.Confident is { } count
            ? $"Of {Format.Count(report.Labels.Count)} {labels}, {Format.Count(count)} {are} most likely wrong. Look at them in this order:"
            : $"{why}: how many labels are wrong cannot be told by it. Look at the first ones in this order:");
        var table = new TextTable("sample", "label", "likelier", ">label's", ">likelier's");
        foreach (SuspectLabel label in report.Labels.Take(MostNamed))
        {
            string own = PlainText.Shorten(report.Classes[label.Label], MostName);
            string other = PlainText.Shorten(report.Classes[label.Other], MostName);
            table.Row(label.Name, own, other, Format.Percent(label.Probability), Format.Percent(label.OtherProbability));
        }

        output.Write(table);
        if (report.Labels.Count <= MostNamed) return;
        output.Out.WriteLine($"… and {Format.Count(report.Labels.Count - MostNamed)} more; --json names all.");
    }

    /// <summary>Writes members "judge" and "suspects", all of them in order.</summary>
    public static void Write(Utf8JsonWriter json, FoundSuspects found)
    {
        SuspectReport report = found.Report;
        json.WriteStartObject("judge");
        json.WriteNumber("samples", report.Samples);
        json.WriteNumber("correct", report.Correct);
        json.WriteString("learnt", found.Judge switch
        {
            SuspectJudge.HasNotLearnt => "no",
            SuspectJudge.HasLearnt => "yes",
            _ => "unknown",
        });
        if (found.Confident is { } count) json.WriteNumber("wrong", count);
        else json.WriteNull("wrong");
        json.WriteEndObject();
        json.WriteObjects("suspects", report.Labels, label =>
        {
            json.WriteString("name", label.Name);
            json.WriteString("label", report.Classes[label.Label]);
            json.WriteString("likelier", report.Classes[label.Other]);
            json.WriteNumber("probability", Math.Round(label.Probability, 6));
            json.WriteNumber("likelierProbability", Math.Round(label.OtherProbability, 6));
            json.WriteBoolean("confident", label.IsConfident);
        });
    }
}
