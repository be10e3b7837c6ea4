using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Training;
using EdgeNet.Training.Data;
using EdgeNet.Training.Robustness;

namespace EdgeNet.Cli.Evaluation.Robustness;

/// <summary>Measures what a network withstands: corruptions through the generated code, attacks through the trainer's passes.</summary>
/// <param name="entry">The network.</param>
/// <param name="parameters">Its weights.</param>
/// <param name="data">The data set.</param>
/// <param name="request">What is measured.</param>
/// <param name="output">Where progress is told, if somebody watches.</param>
internal sealed class RobustnessRun(
    NetworkEntry entry, NetworkParameters parameters, Dataset data, RobustnessRequest request, CommandOutput output)
{
    private static readonly float[] GreyEpsilons = [0.1f, 0.2f, 0.3f];
    private static readonly float[] ColorEpsilons = [2 / 255f, 4 / 255f, 8 / 255f];

    /// <summary>Measures.</summary>
    /// <exception cref="CommandException">There is no test part, or the samples have other targets than classes.</exception>
    public RobustnessReport Measure()
    {
        ImageSet test = data.Test ?? throw new CommandException($"{data.Name}: expected a test part, found none.");
        if (test.Targets is not null)
            throw new CommandException($"{data.Name}: --robustness and --attack expect samples of which each has one class.");
        if (request.Samples is { } most && most < test.Count) test = test.Select([.. Enumerable.Range(0, most)]);
        AttackPictures? pictures = request.Pictures is { } folder ? new AttackPictures(folder, test, data.Classes, request.Force) : null;
        bool logits = !entry.EndsInSoftmax && !entry.EndsInSigmoid;
        var report = new RobustnessReport(entry.Name, data.Name, Evaluator.Evaluate(Create, test, logits: logits), request.Seed);
        if (request.Corruptions) Corrupt(report, test, logits);
        if (request.Attacks.Count > 0) Attack(report, test, pictures);
        return report;
    }

    private INetwork<float> Create() => entry.Create(parameters.Source);

    private void Corrupt(RobustnessReport report, ImageSet test, bool logits)
    {
        bool arePictures = CorruptionEvaluator.ArePictures(test);
        report.NotApplicable = CorruptionSuite.NotApplicable(arePictures);
        foreach (Corruption corruption in CorruptionSuite.For(arePictures))
        {
            Tell($"{corruption.Family}, {corruption.Text}");
            report.Corruptions.Add((corruption, CorruptionEvaluator.Evaluate(Create, test, corruption, request.Seed, logits).Accuracy));
        }
    }

    private void Attack(RobustnessReport report, ImageSet test, AttackPictures? pictures)
    {
        float[] epsilons = request.Epsilons ?? (test.Shape.Count == 3 && test.Shape[0] == 3 ? ColorEpsilons : GreyEpsilons);
        using var evaluator = new AttackEvaluator(entry.Graph, parameters.Source, test);
        foreach (float epsilon in epsilons)
        {
            foreach (Attack attack in request.Attacks)
            {
                Tell(FormattableString.Invariant($"{attack.Text}, ε {epsilon:0.####}"));
                report.Attacks.Add(evaluator.Run(attack, epsilon, request.Seed, pictures is null ? null : pictures.Note));
            }

            // The smallest change that fools anybody is the most telling one.
            if (pictures?.Write(Create, epsilon, entry.Name, entry.EndsInSoftmax || entry.EndsInSigmoid) == true) pictures = null;
        }
    }

    private void Tell(string what)
    {
        if (output.IsTerminal) output.Error.WriteLine($"measuring: {what}");
    }
}
