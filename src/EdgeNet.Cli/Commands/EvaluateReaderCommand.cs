using System.CommandLine;
using EdgeNet.Cli.Data;
using EdgeNet.Cli.Evaluation.Reading;
using EdgeNet.Cli.Output;
using EdgeNet.Cli.Reading;
using EdgeNet.Imaging;
using EdgeNet.Safety;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet evaluate reader: how often fields are read right in pictures whose truth is known.</summary>
internal static class EvaluateReaderCommand
{
    public static Command Create(CommandOutput output)
    {
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "A folder of pictures with a truth.csv or labels.csv: a line of column names (file, one of code, zip, text and digits, "
                + "and perhaps kind), and one for each picture. Nothing in the column of the truth: nothing is to be read.",
            HelpName = "DIR",
            Required = true,
        };
        var options = new ReaderOptions();
        var report = new Option<FileInfo?>("--report") { Description = "A contact sheet to write: one HTML file with every picture, failures first.", HelpName = "FILE.html" };
        var suspects = new Option<bool>("--suspects")
        {
            Description = "Also lists the pictures that are read otherwise than labelled, the label most likely wrong first.",
        };
        var json = new Option<bool>("--json")
        {
            Description = "One line of JSON: the sums (\"pictures\",\"right\",\"wrong\",\"rejected\",\"readRate\",\"error\",…), \"kinds\", \"curve\", "
                + "\"files\", and \"suspects\", the files whose label is contradicted, the likeliest to be wrong first.",
        };
        var command = new Command("reader", "Measures how often the reader is right, wrong, or rejects, on pictures whose truth is known.") { data };
        options.AddTo(command);
        command.Add(report);
        command.Add(suspects);
        command.Add(json);
        command.SetAction(parsed =>
        {
            string? sheet = parsed.GetValue(report)?.ToString();
            string folder = parsed.GetRequiredValue(data).ToString();
            if (sheet is not null)
            {
                OutputFile.Check(sheet);
                options.AddTo(new ReadInputs(), parsed).AddFolder(folder, "--data").RefuseToWrite(sheet, "--report");
            }

            TruthFile truth = TruthFile.Read(folder);
            using OpenReader open = options.Open(parsed);
            ReaderEvaluation evaluation = ReaderEvaluation.Run(truth, open.Reader, DesktopPictures.Reader, withThumbnails: sheet is not null);
            foreach (string message in evaluation.Unreadable)
                output.WriteError(message);
            if (evaluation.Outcomes.Count == 0)
                throw new CommandException($"{truth.Path}: expected pictures, found none that can be read.");
            if (sheet is not null)
                OutputFile.WriteText(sheet, ContactSheet.Write(evaluation));
            if (parsed.GetValue(json)) output.Out.WriteLine(ReaderJson.Write(evaluation));
            else ReaderTables.Write(evaluation, output);
            if (parsed.GetValue(suspects) && !parsed.GetValue(json)) ReaderTables.WriteSuspects(evaluation, output);
            return evaluation.Unreadable.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
