using EdgeNet.Cli.Data;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Pages;
using EdgeNet.Safety;
using EdgeNet.Training;
using EdgeNet.Training.Data;

namespace EdgeNet.Cli.Evaluation;

/// <summary>The page of evaluate --report.</summary>
internal static class EvaluationReport
{
    /// <summary>Checks before anything is measured that the page may be written.</summary>
    /// <param name="path">The page's file.</param>
    /// <param name="force">Whether what is there is overwritten.</param>
    /// <param name="read">What the command reads.</param>
    /// <exception cref="CommandException">There is a file, or it is read.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Check(string path, bool force, ReadInputs read)
    {
        OutputFile.Check(path);
        read.RefuseToWrite(path, "--report");
        if (!force && File.Exists(path) && new FileInfo(path).Length > 0)
            throw new CommandException($"{path}: there is a file already; give another one with --report, or --force to overwrite it.");
    }

    /// <summary>The page.</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Its weights.</param>
    /// <param name="data">The data set's name.</param>
    /// <param name="classes">The classes in the order of the outputs.</param>
    /// <param name="figures">What was measured.</param>
    /// <param name="command">The command line.</param>
    public static ReportPage Of(
        NetworkEntry network, NetworkParameters parameters, string data, IReadOnlyList<string> classes, EvaluationFigures figures,
            string command) =>
        new(network, data, classes)
        {
            Command = command, Figures = figures, Weights = parameters.Source, Preparation = parameters.Metadata.Preparation,
            Suspects = Suspects(classes, figures),
        };

    private static PageSuspects? Suspects(IReadOnlyList<string> classes, EvaluationFigures figures) =>
        figures.Answers is not { HasProbabilities: true } answers || classes.Count < 2 ? null
            : new([.. answers.Suspects(classes.Count).Select(l => (l, figures.Images!))],
                "The samples were judged by the given weights, which must not have learnt them.",
                SuspectReport.IsFit(figures.Result.Correct, figures.Result.Samples));
}
