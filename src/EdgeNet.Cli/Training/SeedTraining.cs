using System.CommandLine;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Training;
using EdgeNet.Training.Data;
using EdgeNet.Training.SelfOrganization;

namespace EdgeNet.Cli.Training;

/// <summary>Training a neocognitron by its own rule, in place of back-propagation: --add-if-silent.</summary>
internal sealed class SeedTraining
{
    private readonly Option<int?> _samples = new Option<int?>("--add-if-silent")
    {
        Description = "Learns a neocognitron stage after stage from N pictures, without back-propagation: a place that no S cell answers "
            + "to becomes the feature of a new plane. The options of back-propagation do nothing then.",
        HelpName = "N",
    }.Between(1, 10_000_000);

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Add(_samples);

    /// <summary>Whether it was given.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_samples) is not null;

    /// <summary>Learns, evaluates on the test part, and writes the weights.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="network">The network.</param>
    /// <param name="load">Loads the data.</param>
    /// <param name="path">The weights' file.</param>
    /// <param name="output">Where it is told how it goes.</param>
    public int Run(ParseResult parsed, NetworkEntry network, Func<Dataset> load, string path, CommandOutput output)
    {
        // What is no neocognitron is refused before the data are read.
        var learner = new NeocognitronLearner(network.Graph, new NeocognitronOptions());
        Dataset data = load();
        int[] order = [.. Enumerable.Range(0, data.Train.Count)];
        new Random(1).Shuffle(order);
        ImageSet samples = data.Train.Select(order.AsSpan(0, Math.Min(order.Length, parsed.GetValue(_samples)!.Value)));
        output.Out.WriteLine($"{network.Name} on {Format.Count(samples.Count)} pictures of {data.Name}");
        using var cancellation = new CancellationTokenSource();
        IParameterSource parameters;
        using (CommandOutput.OnInterrupt(cancellation.Cancel))
            parameters = learner.Learn(samples, output.Out.WriteLine, cancellation.Token);
        WeightsAccuracy? accuracy = null;
        if (data.Test is { } test)
        {
            EvaluationResult result = Evaluator.Evaluate(() => network.Create(parameters), test, logits: true);
            accuracy = new WeightsAccuracy("test", result.Correct, result.Samples);
            output.Out.WriteLine(
                $"Test: {Format.Count(result.Correct)} of {Format.Count(result.Samples)} correct, "
                + $"accuracy {Format.Percent(result.Accuracy)}");
        }

        SafetensorsWriter.Write(path, network.Info, parameters, new WeightsMetadata
        {
            Classes = data.Classes, Preparation = data.Preparation, DataSet = data.Name, Accuracy = accuracy,
            Date = DateOnly.FromDateTime(DateTime.UtcNow),
        });
        output.Out.WriteLine($"Weights: {path}");
        return ExitCode.Done;
    }
}
