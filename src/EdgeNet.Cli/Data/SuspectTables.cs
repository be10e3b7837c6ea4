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

    /// <summary>Writes a table of the likeliest ones.</summary>
    public static void Write(SuspectReport report, CommandOutput output)
    {
        output.Out.WriteLine();
        string count = Format.Count(report.Labels.Count);
        output.Out.WriteLine(
            $"Labels: of {Format.Count(report.Samples)} samples, {count} are answered otherwise by weights that did not learn them; "
            + $"{Format.Count(report.Confident)} of these labels are most likely wrong. Look at them in this order:");
        if (report.Labels.Count == 0) return;
        var table = new TextTable("sample", "label", "likelier", ">label's", ">likelier's");
        foreach (SuspectLabel label in report.Labels.Take(MostNamed))
        {
            string own = PlainText.Shorten(report.Classes[label.Label], MostName), other = PlainText.Shorten(report.Classes[label.Other], MostName);
            table.Row(label.Name, own, other, Format.Percent(label.Probability), Format.Percent(label.OtherProbability));
        }

        output.Write(table);
        if (report.Labels.Count <= MostNamed) return;
        output.Out.WriteLine($"… and {Format.Count(report.Labels.Count - MostNamed)} more; --json names all.");
    }

    /// <summary>Writes a member "suspects", all of them in order.</summary>
    public static void Write(Utf8JsonWriter json, SuspectReport report) => json.WriteObjects("suspects", report.Labels, label =>
    {
        json.WriteString("name", label.Name);
        json.WriteString("label", report.Classes[label.Label]);
        json.WriteString("likelier", report.Classes[label.Other]);
        json.WriteNumber("probability", Math.Round(label.Probability, 6));
        json.WriteNumber("likelierProbability", Math.Round(label.OtherProbability, 6));
        json.WriteBoolean("confident", label.IsConfident);
    });
}
