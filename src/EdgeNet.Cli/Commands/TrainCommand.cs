using System.CommandLine;
using System.Globalization;
using EdgeNet.Cli.Data;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Cli.Training;
using EdgeNet.Safety;
using EdgeNet.Training;
using EdgeNet.Training.Data;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet train: weights out of labelled pictures.</summary>
internal static class TrainCommand
{
    private const string CheckpointEnding = ".checkpoint";

    public static Command Create(CommandOutput output)
    {
        var network = new NetworkOptions();
        var data = new DataOptions(output);
        var training = new TrainingArguments();
        var lines = new LineTraining();
        var weights = new Option<FileInfo?>("--out") { Description = "Where the best weights go; NETWORK.safetensors in this folder if not given.", HelpName = "FILE" };
        var half = new Option<bool>("--half") { Description = "Writes the weights as 16-bit floats in the end: half the size." };
        var report = new Option<FileInfo?>("--report") { Description = "Where the figures of every epoch go, as JSON.", HelpName = "FILE" };
        var resume = new Option<bool>("--resume") { Description = "Goes on from the checkpoint that an interrupted run left beside its weights, FILE.checkpoint." };
        var command = new Command("train", "Trains a network and writes its best weights. Ctrl-C ends it with the best so far.");
        network.AddTo(command);
        data.AddTo(command);
        command.Add(weights);
        command.Add(half);
        command.Add(report);
        command.Add(resume);
        training.AddTo(command);
        lines.AddTo(command);
        command.SetAction(parsed =>
        {
            NetworkEntry entry = network.Find(parsed);
            string path = parsed.GetValue(weights)?.ToString() ?? entry.Name.ToLowerInvariant() + ".safetensors";
            string? reportPath = parsed.GetValue(report)?.ToString();
            CheckOutputs(path, reportPath);
            if (network.IsFile(parsed, path)) throw new CommandException($"{path}: the model that is trained; give another file with --out.");
            TrainingOptions options = training.Read(parsed) with { WeightsPath = path, CheckpointPath = path + CheckpointEnding, Resume = parsed.GetValue(resume) };
            if (LineTraining.Fits(entry))
            {
                int code = lines.Run(parsed, entry, options, data.Folder(parsed), output);
                if (code == ExitCode.Done && parsed.GetValue(half)) Halve(path, entry);
                return code;
            }

            var trainer = new Trainer(entry.Graph, options);
            if (options.Resume)
                output.Out.WriteLine(File.Exists(options.CheckpointPath) ? $"Going on from {options.CheckpointPath}." : $"There is no {options.CheckpointPath}: training starts anew.");
            Dataset dataset = data.Load(parsed, entry);
            string line = "edgenet " + string.Join(' ', parsed.Tokens.Select(t => t.Value));
            TrainingReport? story = reportPath is null ? null : new TrainingReport(reportPath, entry, line, dataset);
            int result = Run(entry, trainer, dataset, path, story, output);
            if (result == ExitCode.Done && parsed.GetValue(half)) Halve(path, entry);
            return result;
        });
        return command;
    }

    /// <summary>Training may take hours: what would fail at its end fails here.</summary>
    private static void CheckOutputs(string weights, string? report)
    {
        string checkpoint = weights + CheckpointEnding;
        OutputFile.Check(weights);
        OutputFile.Check(checkpoint);
        if (report is null) return;
        OutputFile.Check(report);
        if (RealPath.AreSame(report, weights) || RealPath.AreSame(report, checkpoint))
            throw new CommandException($"{report}: the file of the weights or of their checkpoint; give another one with --report.");
    }

    private static void Halve(string path, NetworkEntry entry)
    {
        using SafetensorsFile file = SafetensorsFile.Read(File.ReadAllBytes(path), path);
        SafetensorsWriter.WriteHalf(path, entry.Info, file);
    }

    private static int Run(NetworkEntry entry, Trainer trainer, Dataset data, string path, TrainingReport? story, CommandOutput output)
    {
        output.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{entry.Name} on {data.Name}: {data.Train.Count:N0} pictures to train and validate with, {data.Test?.Count ?? 0:N0} to test with"));
        output.Out.WriteLine(EpochTable.Header);
        using var cancellation = new CancellationTokenSource();
        TrainingResult result;
        using (CommandOutput.OnInterrupt(cancellation.Cancel))
            result = output.IsTerminal ? LiveDisplay.Run(output.Console, Train) : Train(new PlainDisplay(output.Out));

        story?.Finish(result);
        if (result.Best is not null || !File.Exists(path))
            SafetensorsWriter.Write(path, entry.Info, result.Weights);
        Summarise(result, path, output);
        return result.Best is null ? ExitCode.Failed : ExitCode.Done;

        TrainingResult Train(ITrainingDisplay display) => trainer.Run(data, entry.Create, display.OnBatch, epoch =>
        {
            story?.Add(epoch);
            display.OnEpoch(epoch);
        }, cancellation.Token);
    }

    private static void Summarise(TrainingResult result, string path, CommandOutput output)
    {
        string seconds = Format.Fixed(result.Elapsed.TotalSeconds, 1) + " s";
        if (result.Best is not { } best)
        {
            output.WriteError($"stopped after {seconds}, before the first epoch was done; {path} holds the weights so far, or what it held before.");
            return;
        }

        string ended = result.Reason switch
        {
            StopReason.EarlyStop => "Stopped early, since it got no better",
            StopReason.Cancelled => "Stopped on request",
            _ => "Done",
        };
        output.Out.WriteLine($"{ended}, after {seconds}. Best epoch {best.Epoch.ToString(CultureInfo.InvariantCulture)}: "
            + $"validation error {Format.Percent(best.Validation.Error)}{(best.Test is { } test ? $", test error {Format.Percent(test.Error)}" : "")}; {best.Fit.Text}.");
        output.Out.WriteLine($"Weights: {path}");
    }
}
