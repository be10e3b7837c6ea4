using System.Globalization;
using EdgeNet.Cli.Output;
using EdgeNet.Training;
using EdgeNet.Training.Data;
using EdgeNet.Training.Transfer;

namespace EdgeNet.Cli.Training.Transfer;

/// <summary>The weights that a training starts from, of which some were learnt elsewhere.</summary>
/// <param name="File">Where those come from.</param>
/// <param name="Transfer">What was taken.</param>
/// <param name="Parameters">All weights.</param>
/// <param name="Options">How they go on.</param>
internal sealed record TransferredWeights(string File, WeightTransfer Transfer, IParameterSource Parameters, TransferOptions Options)
{
    /// <summary>
    /// Steps of a classifier on features of few pictures; with the outputs of frozen layers computed once, they take seconds.
    /// </summary>
    private const int LeastSteps = 300;

    /// <summary>Samples that vary less than this share, or more than its inverse, were prepared otherwise.</summary>
    private const double Least = 0.05;

    /// <summary>Whether nothing that was kept ever learns.</summary>
    private bool IsHeadAlone => Options.UnfreezeAfter == 0 && Options.Frozen.Count == Options.Kept.Count;

    /// <summary>How to train from these weights.</summary>
    /// <param name="options">How to train else.</param>
    /// <param name="areEpochsGiven">Whether the epochs are the user's choice.</param>
    public TrainingOptions Apply(TrainingOptions options, bool areEpochsGiven) => options with
    {
        Start = Parameters,
        Transfer = Options,
        LeastSteps = IsHeadAlone && !areEpochsGiven ? Math.Max(LeastSteps, options.LeastSteps) : options.LeastSteps,
    };

    /// <summary>Tells what was taken.</summary>
    public void Tell(CommandOutput output)
    {
        foreach (string line in TransferTable.Lines(Transfer, File, Options)) output.Out.WriteLine(line);
    }

    /// <summary>Tells what is computed once.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="data">The samples.</param>
    /// <param name="isVaried">Whether samples are varied.</param>
    /// <param name="output">Where.</param>
    public void TellBoundary(Trainer trainer, Dataset data, bool isVaried, CommandOutput output)
    {
        if (trainer.InputScaleFor(data) is { } scale && scale is < Least or > 1 / Least)
        {
            output.WriteError(string.Create(CultureInfo.InvariantCulture,
                $"{data.Name}: its samples vary {scale:0.####} times as much as those that the weights were learnt from, as the first ")
                + "batch norm has it: prepare them alike, with --mean and --deviation.");
        }

        if (Options.Frozen.Count == 0) return;
        string variants = isVaried
            ? FormattableString.Invariant($" as it is and in {Options.Variants} variations, which the epochs take in turn") : "";
        output.Out.WriteLine(trainer.BoundaryFor(data) is { } boundary
            ? $"Nothing changes up to '{boundary}': its outputs are computed once for each sample{variants}."
            : "All layers are computed in each epoch: the frozen ones are not the network's beginning, or samples are mixed or varied "
                + "anew in each.");
        output.Out.Flush();
    }
}
