using System.CommandLine;
using EdgeNet.Cli.Data;
using EdgeNet.Cli.Evaluation;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Training;
using EdgeNet.Training.Data;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet evaluate: how often the generated code is right on the test part of a data set.</summary>
internal static class EvaluateCommand
{
    public static Command Create(CommandOutput output)
    {
        var network = new NetworkOptions();
        var data = new DataOptions(output);
        var weights = new Option<FileInfo?>("--weights") { Description = "Weights to evaluate, instead of the embedded ones.", HelpName = "FILE" };
        var top = new Option<int>("--top")
        {
            Description = "Also the share of pictures whose class is among the K largest outputs.",
            HelpName = "K",
            DefaultValueFactory = _ => 3,
        }.AtLeast(1);
        var json = new Option<bool>("--json") { Description = "One line of JSON: {\"network\",\"samples\",\"correct\",\"accuracy\",\"confusion\":[[…]]}, a row for each right class." };
        var command = new Command("evaluate", "Measures accuracy on the test part of a data set, through the generated code.");
        network.AddTo(command);
        data.AddTo(command);
        command.Add(weights);
        command.Add(top);
        command.Add(json);
        command.Add(EvaluateReaderCommand.Create(output));
        command.SetAction(parsed =>
        {
            NetworkEntry entry = network.Find(parsed);
            using SafetensorsFile file = entry.OpenWeights(parsed.GetValue(weights));
            Dataset dataset = data.LoadForTest(parsed, entry);
            ImageSet test = dataset.Test ?? throw new CommandException($"{dataset.Name}: expected a test part, found none.");
            EvaluationResult result = Evaluator.Evaluate(() => entry.Create(file), test, logits: !entry.EndsInSoftmax);
            if (parsed.GetValue(json)) output.Out.WriteLine(EvaluationJson.Write(entry.Name, result));
            else EvaluationTables.Write(entry.Name, dataset, result, parsed.GetValue(top), output);
            return ExitCode.Done;
        });
        return command;
    }
}
