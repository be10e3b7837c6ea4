using System.CommandLine;
using EdgeNet.Cli.Data;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Cli.Targets;
using EdgeNet.Safety;
using EdgeNet.Training;
using EdgeNet.Training.Data.Checks;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet data check: counts, sizes, broken samples and copies.</summary>
internal static class DataCheckCommand
{
    private const int MostNamed = 10;
    private const double Imbalanced = 3;

    public static Command Create(CommandOutput output)
    {
        var path = new Argument<string>("DIR") { Description =
            "A data set in any layout that train takes: a folder, an archive, or a file of a set." };
        var json = new Option<bool>("--json")
        {
            Description = "One line of JSON: {\"name\",\"classes\",\"parts\":[{\"part\",\"counts\"}],\"imbalance\",\"sizes\",\"broken\","
                + "\"duplicates\",\"warnings\"}; of numbers and of several classes a sample \"outputs\" and \"samples\" too, "
                + "of numbers \"numbers\":[{\"name\",\"part\",\"least\",\"mean\",\"deviation\",\"most\"}]; "
                + "with --suspects \"judge\":{\"samples\",\"correct\",\"learnt\" (no, yes or unknown),\"wrong\" (a count, or null "
                + "where the judge does not allow one)} and \"suspects\":[{\"name\",\"label\",\"likelier\",\"probability\",\"likelierProbability\","
                + "\"confident\"}] beside.",
        };
        var command = new Command("check",
            "Counts samples by part and class, and finds broken ones and copies: exact ones, and pictures that look alike "
            + "(16×16 grey levels that differ by 3 of 255 on average at most), within parts and across them.") { path, json };
        var suspects = new SuspectOptions();
        suspects.AddTo(command);
        command.SetAction(parsed =>
        {
            string name = parsed.GetRequiredValue(path);
            bool isJson = parsed.GetValue(json);
            NetworkEntry? judge = suspects.Find(parsed);
            DataReport report = DataCheck.Run(name, judge is null || suspects.HasWeights(parsed) ? null : SuspectOptions.Searched);
            if (!isJson) Show(report, output);
            FoundSuspects? found = judge is null ? null : suspects.Run(parsed, judge, name, isJson ? null : output.Out);
            if (isJson) output.Out.WriteLine(ToJson(report, found));
            else if (found is not null) SuspectTables.Write(found, output);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(DataReport report, CommandOutput output)
    {
        foreach (string warning in report.Warnings) output.WriteError(warning);
        bool areNumbers = report.Outputs == TargetKind.Numbers;
        if (areNumbers) ShowNumbers(report, output);
        var counts = new TextTable([areNumbers ? "samples" : "class", .. report.Parts.Select(p => ">" + p)]);
        for (int c = 0; c < report.Classes.Count && !areNumbers; c++)
            counts.Row([PlainText.Shorten(report.Classes[c], 40), .. report.Counts.Select(p => Format.Count(p[c]))]);
        counts.Row(["all", .. report.Samples.Select(n => Format.Count(n))]);
        output.Write(counts);
        output.Out.WriteLine();
        var table = new TextTable("what", "found");
        table.Row("sizes", Sizes(report));
        if (!areNumbers) table.Row("imbalance", report.Imbalance > Imbalanced
            ? $"the largest class has {Format.Fixed(report.Imbalance, 1)} times the samples of the smallest: accuracy says little of "
                + "the latter"
            : $"{Format.Fixed(report.Imbalance, 1)} to 1, of the largest to the smallest class");
        table.Row("broken", report.Broken.Count == 0 ? "none" : Format.Count(report.Broken.Count));
        foreach ((string name, bool isExact) in new[] { ("exact copies", true), ("near copies", false) })
        {
            DuplicateSample[] copies = [.. report.Duplicates.Where(d => d.IsExact == isExact)];
            table.Row(name, copies.Length == 0 ? "none"
                : $"{Format.Count(copies.Length)}, of them {Format.Count(copies.Count(d => d.CrossesParts))} in two parts, "
                    + $"{Format.Count(copies.Count(d => d.CrossesClasses))} in two classes");
        }

        output.Write(table);
        Name("broken", "reason", [.. report.Broken], output);
        // What spoils figures or contradicts itself comes before what is only there twice.
        (string, string)[] named =
            [.. report.Duplicates.OrderByDescending(d => d.CrossesClasses).ThenByDescending(d => d.CrossesParts)
                .ThenByDescending(d => d.IsExact)
            .Select(d => (d.Name, d.Of + (d.CrossesClasses ? " (another class)" : "") + (d.CrossesParts ? " (another part)" : "")))];
        Name("copy", "of", named, output);
    }

    private static void ShowNumbers(DataReport report, CommandOutput output)
    {
        var table = new TextTable("number", "part", ">least", ">mean", ">deviation", ">most");
        foreach (NumberRange number in report.Numbers)
        {
            table.Row(PlainText.Shorten(number.Name, 40), number.Part, TargetTables.Number(number.Least), TargetTables.Number(number.Mean),
                TargetTables.Number(number.Deviation), TargetTables.Number(number.Most));
        }

        output.Write(table);
        output.Out.WriteLine();
    }

    private static void Name(string first, string second, (string, string)[] rows, CommandOutput output)
    {
        if (rows.Length == 0) return;
        output.Out.WriteLine();
        var table = new TextTable(first, second);
        foreach ((string one, string other) in rows.Take(MostNamed)) table.Row(one, other);
        output.Write(table);
        if (rows.Length > MostNamed) output.Out.WriteLine($"… and {Format.Count(rows.Length - MostNamed)} more; --json names all.");
    }

    private static string Sizes(DataReport report)
    {
        if (report.Sizes.Count == 0) return "none";
        const int most = 4;
        string named = string.Join(", ", report.Sizes.Take(most).Select(s => $"{s.Size} ({Format.Count(s.Samples)})"));
        return report.Sizes.Count > most ? $"{named} and {Format.Count(report.Sizes.Count - most)} others" : named;
    }

    private static string ToJson(DataReport report, FoundSuspects? suspects) => Json.Object(json =>
    {
        json.WriteString("name", report.Name);
        json.WriteStartArray("classes");
        foreach (string name in report.Classes) json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteObjects("parts", report.Parts.Zip(report.Counts), part =>
        {
            json.WriteString("part", part.First);
            json.WriteNumbers("counts", part.Second);
        });
        if (report.Outputs != TargetKind.Classes)
        {
            json.WriteString("outputs", report.Outputs == TargetKind.Numbers ? "numbers" : "labels");
            json.WriteNumbers("samples", report.Samples);
        }

        if (report.Outputs == TargetKind.Numbers)
        {
            json.WriteObjects("numbers", report.Numbers, number =>
            {
                json.WriteString("name", number.Name);
                json.WriteString("part", number.Part);
                json.WriteNumber("least", number.Least);
                json.WriteNumber("mean", number.Mean);
                json.WriteNumber("deviation", number.Deviation);
                json.WriteNumber("most", number.Most);
            });
        }

        json.WriteNumber("imbalance", Math.Round(report.Imbalance, 3));
        json.WriteObjects("sizes", report.Sizes, size =>
        {
            json.WriteString("size", size.Size);
            json.WriteNumber("samples", size.Samples);
        });
        json.WriteObjects("broken", report.Broken, broken =>
        {
            json.WriteString("name", broken.Name);
            json.WriteString("reason", broken.Reason);
        });
        json.WriteObjects("duplicates", report.Duplicates, copy =>
        {
            json.WriteString("name", copy.Name);
            json.WriteString("of", copy.Of);
            json.WriteBoolean("exact", copy.IsExact);
            json.WriteBoolean("crossesParts", copy.CrossesParts);
            json.WriteBoolean("crossesClasses", copy.CrossesClasses);
        });
        json.WriteStartArray("warnings");
        foreach (string warning in report.Warnings) json.WriteStringValue(warning);
        json.WriteEndArray();
        if (suspects is not null) SuspectTables.Write(json, suspects);
    });
}
