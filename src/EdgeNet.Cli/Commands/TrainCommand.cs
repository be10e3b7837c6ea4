using System.CommandLine;
using System.Globalization;
using EdgeNet.Cli.Data;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Cli.Targets;
using EdgeNet.Cli.Training;
using EdgeNet.Cli.Training.Transfer;
using EdgeNet.Safety;
using EdgeNet.Training;
using EdgeNet.Training.Data;
using EdgeNet.Training.TensorBoard;
using EdgeNet.Training.Transfer;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet train: weights out of labelled samples.</summary>
internal static class TrainCommand
{
    /// <summary>Classes 0 to 9 are digits, and 10 is none.</summary>
    private const int MostOfDigits = 10;

    private const int MostNamed = 3;

    public static Command Create(CommandOutput output)
    {
        var network = new NetworkOptions();
        var data = new DataOptions(output);
        var preparation = new PreparationOptions();
        var training = new TrainingArguments();
        var lines = new LineTraining();
        var teacher = new TeacherArguments();
        var transfer = new TransferArguments();
        var seeds = new SeedTraining();
        var learntPreparation = new LearntPreparation(transfer);
        var weights = new Option<FileInfo?>("--out")
        {
            Description = "Where the best weights go; NETWORK.safetensors in this folder if not given.",
            HelpName = "FILE",
        };
        var force = new Option<bool>("--force") { Description = "Overwrites weights, a checkpoint or another file that is there already." };
        var start = new Option<FileInfo?>("--start")
        {
            Description = "Weights to start from, all of them at the full rate; an ONNX file's own, or random ones, if not given.",
            HelpName = "FILE",
        };
        var half = new Option<bool>("--half") { Description = "Writes the weights as 16-bit floats in the end: half the size." };
        var report = new Option<FileInfo?>("--report") { Description =
            "Where the run is told of: a page (.html) with curves, mistakes, calibration, what is inside and the cost, or the figures of "
                + "every epoch as JSON.",
            HelpName = "FILE" };
        var tensorBoard = new Option<DirectoryInfo?>("--tensorboard") { Description =
            "A folder that gets an event file for TensorBoard: loss, accuracy and rate of each epoch, and histograms of the weights.",
                HelpName = "DIR" };
        var classes = new Option<int?>("--classes") { Description =
            "Classes of a network that is fitted to them; those of the data where it has fewer if not given.", HelpName = "N" }.Number();
        var resume = new Option<bool>("--resume")
        {
            Description = "Goes on from the checkpoint that an interrupted run left beside its weights, FILE.checkpoint; starts where "
                + "there is none.",
        };
        var command = new Command("train", "Trains a network and writes its best weights. Ctrl-C ends it with the best so far.");
        network.AddTo(command);
        data.AddTo(command);
        foreach (Option option in (Option[])[weights, force, start, half, report, tensorBoard, resume, classes]) command.Add(option);
        preparation.AddTo(command);
        training.AddTo(command);
        teacher.AddTo(command);
        transfer.AddTo(command);
        lines.AddTo(command);
        seeds.AddTo(command);
        command.SetAction(parsed =>
        {
            training.Check(parsed);
            data.Check(parsed, training.Outputs(parsed));
            FileInfo? learnt = transfer.LearntBy(parsed, parsed.GetValue(start));
            NetworkEntry written = learnt is null ? network.Find(parsed, passesQuantization: true) : network.FindFor(parsed, learnt);
            NetworkEntry entry = written;
            transfer.Check(parsed, parsed.GetValue(start), entry, training.IsVaried(parsed));
            transfer.CheckLayers(parsed, entry);
            preparation.Check(parsed, entry);
            if (parsed.GetValue(start) is { Exists: false } missing && !Directory.Exists(missing.ToString()))
                throw NetworkEntry.NoFile(missing.ToString());
            using PretrainedFile? from = transfer.Open(parsed, entry);
            string path = parsed.GetValue(weights)?.ToString() ?? NetworkParameters.FileOf(entry);
            string? reportPath = parsed.GetValue(report)?.ToString();
            bool findsRate = training.FindsRate(parsed);
            var outputs = new TrainingOutputs(path, reportPath, training.RatePicture(parsed));
            outputs.CheckWritable();
            ReadInputs read = network.Inputs(parsed, entry, "the model that is trained")
                .Add(parsed.GetValue(start)?.ToString(), "the weights that training starts from")
                .Add(transfer.From(parsed)?.ToString(), "the weights that training starts from")
                .AddFolder(data.Folder(parsed), "--data");
            if (parsed.GetValue(tensorBoard) is { } folder && File.Exists(folder.ToString()))
                throw new CommandException($"--tensorboard: expected a folder, found the file {folder}.");
            outputs.RefuseInputs(lines.AddTo(teacher.AddTo(read, parsed, network), parsed));
            DataForm? form = LineTraining.Fits(entry) ? null : data.Examine(parsed, entry, training.Outputs(parsed));
            FittedClass? fitted = LineTraining.Fits(entry) ? null
                : FittedClass.Find(entry, form, network.IsInputGiven(parsed), parsed.GetValue(classes));
            entry = transfer.Replace(parsed, fitted?.Network ?? entry, form);
            if (entry != (fitted?.Network ?? written)) fitted = FittedClass.Of(written, entry, form?.Outputs ?? TargetKind.Classes);
            transfer.CheckClasses(parsed, entry, form);
            bool resumes = parsed.GetValue(resume) && File.Exists(outputs.Checkpoint);
            if (!parsed.GetValue(force)) outputs.RefuseToOverwrite(entry, resumes);
            outputs.RemoveAbandonedReport();
            if (seeds.IsGiven(parsed))
                return seeds.Run(parsed, entry, () => data.Load(parsed, entry, preparation.Read(parsed)), path, output);
            using SafetensorsFile? startFile = parsed.GetValue(start) is { } file ? entry.OpenWeights(file) : null;
            TrainingOptions options = training.Read(parsed, entry.Info.InputShape, form?.Outputs ?? TargetKind.Classes) with
            {
                WeightsPath = path, CheckpointPath = outputs.Checkpoint, Resume = resumes, Start = startFile ?? entry.OwnParameters,
            };
            PretrainedFile? keptFile = from ?? (startFile is null ? null : PretrainedFiles.Of(startFile.Name, entry.Graph, startFile));
            TransferredWeights? kept = transfer.Match(parsed, written, entry, keptFile, options);
            if (kept is not null)
            {
                options = kept.Apply(options, training.AreEpochsGiven(parsed)) with { Transfer = data.Bounded(parsed, kept.Options) };
            }

            if (LineTraining.Fits(entry))
            {
                if (parsed.GetValue(resume))
                    throw new UsageException("--resume: a network that reads lines has no checkpoint; go on from its weights with "
                        + "--start.");
                if (training.IsAdversarial(parsed))
                    throw new UsageException("--adversarial: a network that reads lines is not trained against attacks.");
                if (teacher.IsGiven(parsed)) throw new UsageException("--teacher: a network that reads lines learns from labels alone.");
                if (parsed.GetValue(tensorBoard) is not null)
                    throw new UsageException("--tensorboard: a network that reads lines writes no event file.");
                if (findsRate) throw new UsageException("--rate auto: a network that reads lines has no range test; give a number.");
                int code = lines.Run(parsed, entry, options, startFile, data.Folder(parsed), output);
                if (code == ExitCode.Done && parsed.GetValue(half)) Halve(path, entry);
                return code;
            }

            options = options with { Distillation = teacher.Read(parsed, network, output) };
            var trainer = new Trainer(entry.Graph, options);
            kept?.Tell(output);
            if (!resumes && options.Start is not null && kept is null)
                output.Out.WriteLine(startFile is not null ? $"Starting from the weights of {startFile.Name}."
                    : $"Starting from the weights in {network.Name(parsed)}. All layers learn at the full rate; --kept-rate lowers it.");
            if (written.IsQuantized)
                output.Out.WriteLine($"{network.Name(parsed)} is quantized; it is trained in float32 and its weights are written in "
                    + "float32, to be quantized again.");
            DatasetOptions asked = preparation.Read(parsed) with { Outputs = training.Outputs(parsed) };
            DatasetOptions prepared = learntPreparation.Take(parsed, written, asked);
            Dataset dataset = data.Load(parsed, entry, prepared);
            learntPreparation.Tell(parsed, written, prepared, dataset, output);
            // What does not go together is refused before it leaves a file.
            trainer.Check(dataset);
            fitted?.Prepare(path, data.Folder(parsed), parsed.GetValue(force) || resumes, output);
            if (parsed.GetValue(resume)) TellResumption(options, trainer.EpochsFor(dataset), output);
            if (dataset.Outputs == TargetKind.Classes) TellUnusedOutputs(entry, dataset, output);
            if (options.Loss == LossKind.MeanSquaredError) TellNumericClasses(dataset, output);
            kept?.TellBoundary(trainer, dataset, options.Augmentation is not null, output);
            if (findsRate)
            {
                RateRange range = FindRate(trainer, dataset, training.RatePicture(parsed), output);
                trainer = new Trainer(entry.Graph, options with { Optimizer = options.Optimizer with { LearningRate = range.Chosen } });
            }

            string line = "edgenet " + string.Join(' ', parsed.Tokens.Select(t => t.Value));
            ITrainingStory? story = reportPath is null ? null
                : TrainingPage.IsPage(reportPath) ? new TrainingPage(reportPath, entry, line, dataset)
                    : new TrainingReport(reportPath, entry, line, dataset);
            using EventFile? events = parsed.GetValue(tensorBoard) is { } board ? new EventFile(board.ToString()) : null;
            ITrainingStory?[] stories = [story, events is null ? null : new EventStory(entry, events)];
            (int result, TrainingResult run) = Run(entry, trainer, dataset, path, [.. stories.OfType<ITrainingStory>()], fitted, output);
            if (result == ExitCode.Done && parsed.GetValue(half)) Halve(path, entry);
            if (result == ExitCode.Done) (story as TrainingPage)?.Conclude(trainer, run, path, output);
            if (result == ExitCode.Done)
                output.Out.WriteLine(
                    $"Try them: edgenet predict {network.Name(parsed)} --weights {Quoted(path)} {FileOf(dataset.Preparation)}");
            return result;
        });
        return command;
    }

    private static RateRange FindRate(Trainer trainer, Dataset data, string? picture, CommandOutput output)
    {
        using var cancellation = new CancellationTokenSource();
        RateRange range;
        using (CommandOutput.OnInterrupt(cancellation.Cancel)) range = trainer.FindRate(data, cancellation.Token);
        output.Out.WriteLine(range.Text);
        if (picture is not null)
        {
            OutputFile.WriteText(picture, RateDrawing.Svg(range));
            output.Out.WriteLine($"Drawn: {picture}");
        }

        return range;
    }

    private static void TellResumption(TrainingOptions options, int epochs, CommandOutput output)
    {
        if (!options.Resume)
        {
            output.Out.WriteLine($"There is no {options.CheckpointPath}: nothing to resume, training starts.");
            return;
        }

        (int done, int planned) = Trainer.ProgressOf(options.CheckpointPath!);
        output.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Going on from {options.CheckpointPath}, after epoch {done} of {planned}."));
        if (planned != epochs && options.Schedule is CosineSchedule or OneCycleSchedule)
        {
            output.WriteError(string.Create(CultureInfo.InvariantCulture,
                $"with {epochs} epochs in place of {planned} the learning rate follows another course from here: the weights are not ")
                + "those of an uninterrupted run.");
        }
    }

    private static void TellUnusedOutputs(NetworkEntry entry, Dataset data, CommandOutput output)
    {
        int outputs = entry.Info.Outputs[0].Length, classes = data.Classes.Count;
        var used = new HashSet<int>(data.Train.Labels.ToArray());
        int[] unused = [.. Enumerable.Range(0, Math.Min(outputs, classes)).Where(c => !used.Contains(c))];
        if (unused.Length > 0)
        {
            string more = unused.Length > MostNamed ? ", …" : "";
            string named = string.Join(", ", unused.Take(MostNamed).Select(c => data.Classes[c])) + more;
            output.WriteError($"{data.Name}: nothing to learn {unused.Length} of {classes} classes from: {named}");
        }

        if (classes < outputs)
        {
            string stand = outputs - classes == 1 ? "the last output stands" : $"the last {outputs - classes} outputs stand";
            output.WriteError($"{entry.Name} has {outputs} outputs, the data {classes} classes: {stand} for none.");
        }
    }

    private static string FileOf(InputPreparation? preparation) => preparation?.Kind switch
    {
        InputKind.Values => "FILE.npy",
        InputKind.Sound => "FILE.wav",
        _ => "IMAGE",
    };

    private static void Halve(string path, NetworkEntry entry)
    {
        using SafetensorsFile file = SafetensorsFile.Read(File.ReadAllBytes(path), path);
        SafetensorsWriter.WriteHalf(path, entry.Info, file, file.Metadata);
    }

    private static (int Code, TrainingResult Result) Run(
        NetworkEntry entry, Trainer trainer, Dataset data, string path, ITrainingStory[] stories, FittedClass? fitted,
        CommandOutput output)
    {
        string what = data.Preparation is { Kind: not InputKind.Picture } ? "samples" : "pictures";
        output.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{entry.Name} on {data.Name}: {data.Train.Count + (data.Validation?.Count ?? 0):N0} {what} to train and validate with, ")
            + string.Create(CultureInfo.InvariantCulture, $"{data.Test?.Count ?? 0:N0} to test with"));
        ValidationPlan plan = trainer.PlanFor(data);
        output.Out.WriteLine(plan.Text);
        if (plan.Kind == ValidationKind.Crossed)
        {
            output.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{plan.Folds + 1} networks learn for it; --folds 0 --validation N trains one, and is as much quicker."));
        }

        var table = new EpochTable(output.Width, choosesEpoch: plan.ChoosesEpoch, data.Outputs);
        output.Out.WriteLine(table.Header);
        using var cancellation = new CancellationTokenSource();
        TrainingResult result;
        using (CommandOutput.OnInterrupt(cancellation.Cancel))
            result = output.IsTerminal ? LiveDisplay.Run(output.Console, table, Train) : Train(new PlainDisplay(output.Out, table));

        foreach (ITrainingStory story in stories) story.Finish(result);
        if (result.Best is not null || !File.Exists(path))
        {
            SafetensorsWriter.Write(path, entry.Info, result.Weights, result.Metadata);
            fitted?.Write();
        }

        Summarise(result, path, data.Classes, output);
        return (result.Best is null ? ExitCode.Failed : ExitCode.Done, result);

        TrainingResult Train(ITrainingDisplay display) => trainer.Run(data, entry.Create, display.OnBatch, epoch =>
        {
            if (epoch.IsBest) fitted?.Write();
            foreach (ITrainingStory story in stories) story.Add(epoch);
            display.OnEpoch(epoch);
        }, cancellation.Token);
    }

    private static void Summarise(TrainingResult result, string path, IReadOnlyList<string> names, CommandOutput output)
    {
        string seconds = Format.Fixed(result.Elapsed.TotalSeconds, 1) + " s";
        if (result.Best is not { } best)
        {
            output.WriteError($"stopped after {seconds}, before the first epoch was done; {path} holds the weights so far, or what it held "
                + "before.");
            return;
        }

        string ended = result.Reason switch
        {
            StopReason.EarlyStop => "Stopped early, since it got no better",
            StopReason.Cancelled => "Stopped on request",
            _ => "Done",
        };
        string epoch = result.Plan.ChoosesEpoch ? "Best epoch" : "Epoch";
        string way = result.Plan.Kind == ValidationKind.Crossed ? "cross-validation" : "validation";
        string test = best.Test is { } t ? $", test {Figures(t)}" : "";
        output.Out.WriteLine($"{ended}, after {seconds}. {epoch} {best.Epoch.ToString(CultureInfo.InvariantCulture)}: "
            + $"{way} {Figures(best.Validation)}{test}; {best.Fit.Text}.");
        if (best.Validation.Numbers.Count + best.Validation.Labels.Count > 0)
            output.Write(TargetTables.Of(names, best.Test ?? best.Validation));
        foreach (string dead in result.DeadLayers) output.WriteError(dead);
        output.Out.WriteLine($"Weights: {path}");
    }

    /// <summary>Labels that are whole numbers are classes, which whoever asks for the squared loss may not mean but of digits.</summary>
    private static void TellNumericClasses(Dataset data, CommandOutput output)
    {
        int numbers = data.Classes.Count(name =>
            double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is < 0 or > MostOfDigits);
        if (data.Outputs != TargetKind.Classes || numbers * 2 <= data.Classes.Count) return;
        output.WriteError(string.Create(CultureInfo.InvariantCulture,
            $"{data.Name}: its {data.Classes.Count:N0} labels are learnt as classes. To learn them as numbers, give the name of their ")
            + "column with --targets.");
    }

    /// <summary>A path as a shell takes it for one word.</summary>
    private static string Quoted(string path) => path.Any(char.IsWhiteSpace) ? $"\"{path}\"" : path;

    /// <summary>An error with the bounds that so many samples set it.</summary>
    private static string Figures(EvaluationResult result) =>
        TargetTables.Figures(result) ?? $"error {Format.Percent(result.Error)} ({result.ErrorRange})";
}
