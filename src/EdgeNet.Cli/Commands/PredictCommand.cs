using System.CommandLine;
using System.Diagnostics;
using EdgeNet.Cli.Data;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Cli.Predicting;
using EdgeNet.Cli.Targets;
using EdgeNet.Imaging;
using EdgeNet.Training;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet predict: what a classifier says of pictures, or of series and volumes.</summary>
internal static class PredictCommand
{
    private const int StandardTop = 3;

    public static Command Create(CommandOutput output)
    {
        var network = new NetworkOptions();
        var weights = new Option<FileInfo?>("--weights")
        {
            Description = "The weights, as train writes them; the embedded ones, or NETWORK.safetensors in this folder, if not given.",
            HelpName = "FILE",
        };
        var top = new Option<int>("--top") { Description = "How many of the likeliest classes are shown.", HelpName = "K", DefaultValueFactory = _ =>
            StandardTop }.AtLeast(1);
        var json = new Option<bool>("--json")
        {
            Description = "A line of JSON for each picture: {\"file\",\"class\",\"index\",\"confidence\",\"top\":[{\"class\",\"index\",\"confidence\"}…],\"milliseconds\"}, "
                + "or {\"file\",\"error\"}; of numbers {\"file\",\"numbers\":[{\"name\",\"value\"}…],…}, "
                + "of several classes {\"file\",\"labels\":[{\"name\",\"index\",\"confidence\",\"has\"}…],…}.",
        };
        var command = new Command("predict", "Tells the class of each picture, which is prepared as the network's weights say.");
        network.AddTo(command);
        Argument<string[]> images = PictureArgument.AddTo(
            command, $"Pictures ({DesktopPictures.Reader.FormatNames}) and folders of them; .npy, .csv, .tsv, .ts or raw files for networks that take numbers, .wav for those that take sounds.");
        command.Add(weights);
        command.Add(top);
        command.Add(json);
        command.SetAction(parsed =>
        {
            NetworkEntry entry = network.FindFor(parsed, parsed.GetValue(weights));
            Check(entry);
            using NetworkParameters parameters = NetworkParameters.OpenTrained(entry, parsed.GetValue(weights), output);
            WeightsMetadata metadata = parameters.Metadata;
            InputPreparation preparation = PreparationOf(entry, metadata, parameters);
            using INetwork<float> instance = entry.Create(parameters.Source);
            var run = new Run(entry, instance, metadata, parsed.GetValue(top), parsed.GetValue(json), output);
            return run.All(parsed.GetRequiredValue(images), new PredictedInputs(entry.Info, preparation)) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    /// <summary>Refuses networks that give no answer to one sample.</summary>
    /// <exception cref="CommandException">It reads lines, or takes several inputs.</exception>
    internal static void Check(NetworkEntry entry)
    {
        if (Training.LineTraining.Fits(entry))
            throw new CommandException(
                $"Network '{entry.Name}' gives {string.Join("×", entry.Info.OutputShape)} numbers, not classes of a picture; edgenet read reads lines with DigitLine.");
        if (entry.Info.Inputs.Count != 1)
            throw new CommandException(
                $"Network '{entry.Name}' has {entry.Info.Inputs.Count} inputs ({string.Join(", ", entry.Info.Inputs.Select(i => i.Name))}), but a file is one.");
    }

    /// <summary>How the weights say that inputs are prepared.</summary>
    /// <exception cref="CommandException">That is an input of another size.</exception>
    internal static InputPreparation PreparationOf(NetworkEntry entry, WeightsMetadata metadata, NetworkParameters parameters)
    {
        InputPreparation preparation = metadata.Preparation ?? InputPreparation.DefaultFor(entry.Info.InputShape);
        return preparation.Length == entry.Info.InputLength
            ? preparation
            : throw new CommandException(
                $"Network '{entry.Name}' takes {string.Join("×", entry.Info.InputShape)}, but {parameters.Description} prepare inputs of {string.Join("×", preparation.Shape)}.");
    }

    /// <summary>One run over all files.</summary>
    private sealed class Run(NetworkEntry entry, INetwork<float> network, WeightsMetadata metadata, int top, bool json, CommandOutput output)
    {
        private readonly float[] _outputs = new float[entry.Info.OutputLength];

        /// <summary>A network may have more outputs than its weights have learnt classes; the others stand for none.</summary>
        private readonly (int All, int Named) _classes = Classes(entry.Info.Outputs[0].Length, metadata.Classes.Count);

        private readonly TargetAnswers _answers = new(metadata, entry.Info.Outputs[0].Length, entry.EndsInSigmoid);

        public bool All(string[] paths, PredictedInputs inputs)
        {
            bool isWhole = true;
            foreach (string file in inputs.Files(paths))
            {
                try
                {
                    long start = Stopwatch.GetTimestamp();
                    foreach ((string name, float[] input) in inputs.Read(file, warning => output.WriteError(warning)))
                    {
                        network.Infer(input, _outputs);
                        if (metadata.Outputs != TargetKind.Classes)
                        {
                            TimeSpan time = Stopwatch.GetElapsedTime(start);
                            output.Out.WriteLine(json ? _answers.Line(name, _outputs, time) : _answers.Text(name, _outputs));
                            start = Stopwatch.GetTimestamp();
                            continue;
                        }

                        // Of several outputs, the first gives the classes.
                        var likely = Likelihoods.Largest(_outputs.AsSpan(0, _classes.All), entry.EndsInSoftmax, _classes.Named, top);
                        output.Out.WriteLine(json ? Line(name, likely, Stopwatch.GetElapsedTime(start)) : Text(name, likely));
                        start = Stopwatch.GetTimestamp();
                    }
                }
                catch (Exception e) when (e is PictureException or TrainingException)
                {
                    isWhole = false;
                    output.WriteError(e.Message);
                    if (json) output.Out.WriteLine(Error(file, e.Message));
                }
            }

            return isWhole;
        }

        private static (int All, int Named) Classes(int outputs, int named) => (outputs, named > 0 ? Math.Min(named, outputs) : outputs);

        private static string Error(string file, string message) => Json.Object(writer =>
        {
            writer.WriteString("file", file);
            writer.WriteString("error", message);
        });

        private string Text(string file, (int Class, double Probability)[] likely) =>
            $"{file}: {string.Join(", ", likely.Select(l => $"{metadata.NameOf(l.Class)} {Format.Percent(l.Probability)}"))}";

        private string Line(string file, (int Class, double Probability)[] likely, TimeSpan time) => Json.Object(writer =>
        {
            writer.WriteString("file", file);
            writer.WriteString("class", metadata.NameOf(likely[0].Class));
            writer.WriteNumber("index", likely[0].Class);
            writer.WriteNumber("confidence", Math.Round(likely[0].Probability, 6));
            writer.WriteObjects("top", likely, l =>
            {
                writer.WriteString("class", metadata.NameOf(l.Class));
                writer.WriteNumber("index", l.Class);
                writer.WriteNumber("confidence", Math.Round(l.Probability, 6));
            });
            writer.WriteNumber("milliseconds", Math.Round(time.TotalMilliseconds, 3));
        });
    }
}
