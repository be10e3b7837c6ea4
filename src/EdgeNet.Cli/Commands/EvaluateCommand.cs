using System.CommandLine;
using EdgeNet.Cli.Data;
using EdgeNet.Cli.Evaluation;
using EdgeNet.Cli.Evaluation.Robustness;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Cli.Targets;
using EdgeNet.Cli.Training;
using EdgeNet.Safety;
using EdgeNet.Training;
using EdgeNet.Training.Data;
using EdgeNet.Vision.Digits;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet evaluate: how often the generated code is right on the test part of a data set.</summary>
internal static class EvaluateCommand
{
    public static Command Create(CommandOutput output)
    {
        var network = new NetworkOptions();
        var data = new DataOptions(output);
        var weights = new Option<FileInfo?>("--weights") { Description = "Weights to evaluate, instead of the embedded ones.", HelpName = "FILE" };
        Option<int?> top = new Option<int?>("--top")
        {
            Description = "Also the share of pictures whose class is among the K largest outputs; 3 if not given, and 5 of more than ten classes.",
            HelpName = "K",
        }.Between(1, WeightsMetadata.MaxClasses);
        var crops = new Option<DirectoryInfo?>("--crops")
        {
            Description = "Instead of --data: a folder of rough crops around one digit, dark on bright, DIR/0/… to DIR/9/…, "
                + "which are cleaned and centred as the reader does it.",
            HelpName = "DIR",
        };
        var average = new Option<bool>("--average")
        {
            Description = "Averages the outputs over small shears and sizes of each picture, as the digit reader does; for networks of 32×32 digits.",
        };
        var force = new Option<bool>("--force") { Description = "Overwrites a report, or pictures, that are there already." };
        var robustness = new RobustnessOptions(force);
        var json = new Option<bool>("--json")
        {
            Description = "One line of JSON: "
                + "{\"network\",\"samples\",\"correct\",\"accuracy\",\"confusion\":[[…]],\"auc\",\"classes\":[{\"name\",\"samples\","
                + "\"precision\",\"recall\",\"f1\"}],\"calibration\":{\"error\",\"temperature\",\"scaledError\"},\"rejecting\":{\"error\",\"threshold\",\"readRate\"}}: "
                + "confusion has a row for each right class, auc is the mean area under the ROC curve, each class against all others, \"top5\" is there of more than ten classes; "
                + "the temperature is fitted on the data's own validation part, where there is one; "
                + "of numbers {…,\"numbers\":[{\"name\",\"rmse\",\"mae\",\"r2\"}]}, "
                + "of several classes a sample {…,\"exactMatch\",\"meanAveragePrecision\",\"labels\":[{…}]}; "
                + "with --robustness or --attack {\"network\",\"samples\",\"accuracy\",\"seed\","
                + "\"corruptions\":[{\"family\",\"corruption\",\"accuracy\"}],\"mnistCError\","
                + "\"attacks\":[{\"attack\",\"options\",\"epsilon\",\"accuracy\"}],\"worstCase\":[{\"epsilon\",\"accuracy\"}]}.",
        };
        var report = new Option<FileInfo?>("--report") { Description =
            "A page to write: mistakes, calibration, reject curve, the worst pictures, suspected labels, what is inside, and the cost on "
                + "a device.",
            HelpName = "FILE.html" };
        var command = new Command("evaluate", "Measures accuracy on the test part of a data set, through the generated code.");
        network.AddTo(command);
        data.AddTo(command);
        command.Add(weights);
        command.Add(top);
        command.Add(json);
        command.Add(crops);
        command.Add(average);
        robustness.AddTo(command);
        command.Add(report);
        command.Add(force);
        command.Validators.Add(result =>
        {
            if (result.GetValue(report) is { } file
                && !TrainingPage.IsPage(file.ToString())) result.AddError($"--report: expected a name ending in .html, found '{file}'.");
            if (result.GetValue(report) is not null
                && result.GetValue(crops) is not null) result.AddError("--report: a page is of a data set; leave --crops away.");
        });
        command.Add(EvaluateReaderCommand.Create(output));
        command.SetAction(parsed =>
        {
            RobustnessRequest? request = robustness.Read(parsed);
            if (request is not null && (parsed.GetValue(crops) is not null || parsed.GetValue(average) || parsed.GetValue(report) is not null))
                throw new UsageException("--robustness and --attack: cannot be combined with --crops, --average or --report.");
            NetworkEntry entry = network.FindFor(parsed, parsed.GetValue(weights));
            string? page = parsed.GetValue(report)?.ToString();
            if (page is not null)
            {
                EvaluationReport.Check(page, parsed.GetValue(force), network.Inputs(parsed, entry, "the model that is evaluated")
                    .Add(parsed.GetValue(weights)?.ToString(), "the weights that are evaluated").AddFolder(data.Folder(parsed), "--data"));
            }

            using NetworkParameters parameters = NetworkParameters.OpenTrained(entry, parsed.GetValue(weights), output);
            if (request is not null)
            {
                if (request.Pictures is { } pictures)
                    new ReadInputs().AddFolder(data.Folder(parsed), "--data").RefuseToWrite(AttackPictures.FirstOf(pictures), "--pictures");
                Dataset measured = data.LoadForTest(parsed, entry, parameters.Metadata);
                CheckTargets(entry, parameters, measured);
                RobustnessReport withstood = new RobustnessRun(entry, parameters, measured, request, output).Measure();
                if (parsed.GetValue(json)) output.Out.WriteLine(RobustnessJson.Write(withstood));
                else RobustnessTables.Write(withstood, output);
                return ExitCode.Done;
            }

            (string name, IReadOnlyList<string> classes, EvaluationFigures figures) = parsed.GetValue(crops) is { } folder
                ? OnCrops(entry, parameters.Source, folder.ToString(), output)
                : OnData(entry, parameters, data.LoadForTest(parsed, entry, parameters.Metadata), parsed.GetValue(average));
            if (page is not null)
            {
                string line = "edgenet " + string.Join(' ', parsed.Tokens.Select(t => t.Value));
                OutputFile.WriteText(page, EvaluationReport.Of(entry, parameters, name, classes, figures, line).Html());
                if (!parsed.GetValue(json)) output.Out.WriteLine($"Report: {page}");
            }

            EvaluationResult result = figures.Result;
            if (result.Numbers.Count + result.Labels.Count > 0)
            {
                if (parsed.GetValue(json)) output.Out.WriteLine(TargetJson.Write(entry.Name, classes, result));
                else TargetTables.Write(entry.Name, name, classes, result, output);
                return ExitCode.Done;
            }

            if (parsed.GetValue(json)) output.Out.WriteLine(EvaluationJson.Write(entry.Name, classes, figures));
            else EvaluationTables.Write(entry.Name, name, classes, result, parsed.GetValue(top), output);
            return ExitCode.Done;
        });
        return command;
    }

    private static (string Name, IReadOnlyList<string> Classes, EvaluationFigures Figures) OnData(
        NetworkEntry entry, NetworkParameters parameters, Dataset data, bool average)
    {
        CheckTargets(entry, parameters, data);
        if (average) CheckReadsDigits(entry);
        ImageSet test = data.Test ?? throw new CommandException($"{data.Name}: expected a test part, found none.");
        EvaluationFigures figures = EvaluationFigures.Measure(
            "test", () => average ? new AveragedNetwork(entry.Create(parameters.Source)) : entry.Create(parameters.Source), test,
            logits: !entry.EndsInSoftmax && !entry.EndsInSigmoid, data.Validation);
        return (data.Name, data.Classes, figures);
    }

    private static (string Name, IReadOnlyList<string> Classes, EvaluationFigures Figures) OnCrops(
        NetworkEntry entry, IParameterSource parameters, string folder, CommandOutput output)
    {
        CheckReadsDigits(entry);
        using INetwork<float> network = entry.Create(parameters);
        EvaluationResult result = CropEvaluator.Evaluate(network, folder, out IReadOnlyList<string> warnings);
        foreach (string warning in warnings)
            output.WriteError(warning);
        return (folder, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "no digit"],
            new EvaluationFigures("test", null, result, null));
    }

    /// <summary>Weights of EdgeNet's say what they answer; of others it is the data that do.</summary>
    private static void CheckTargets(NetworkEntry entry, NetworkParameters parameters, Dataset data)
    {
        WeightsMetadata metadata = parameters.Metadata;
        if (metadata.Classes.Count > 0 && metadata.Outputs != data.Outputs)
            throw new CommandException($"{data.Name}: {parameters.Description} answer {Name(metadata.Outputs)}, "
                + $"found {Name(data.Outputs)}.");
        if (data.Outputs != TargetKind.Classes && data.Classes.Count != entry.Info.Outputs[0].Length)
            throw new CommandException(FormattableString.Invariant(
                $"Network '{entry.Name}' has {entry.Info.Outputs[0].Length} outputs, but {data.Name} has {data.Classes.Count} targets, ")
                + "an output each.");
    }

    private static string Name(TargetKind outputs) => outputs switch
    {
        TargetKind.Numbers => "numbers",
        TargetKind.Labels => "any number of classes a sample",
        _ => "one class a sample",
    };

    private static void CheckReadsDigits(NetworkEntry entry)
    {
        if (entry.Info.InputLength != DigitCrop.Side * DigitCrop.Side || entry.Info.OutputLength is not (10 or 11) || !entry.EndsInSoftmax)
            throw new CommandException(
                $"Network '{entry.Name}': expected one from 1×32×32 to the probabilities of ten digits, and perhaps of what is none.");
    }
}
