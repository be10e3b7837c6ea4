using System.CommandLine;
using System.Globalization;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Training.Data;

namespace EdgeNet.Cli.Training.Transfer;

/// <summary>How the samples were prepared that kept weights were learnt from, where that is known.</summary>
/// <param name="transfer">Which weights are kept.</param>
internal sealed class LearntPreparation(TransferArguments transfer)
{
    /// <summary>Prepares samples in the same way, where it is known, fits and nothing else was said.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="written">The network as it was written.</param>
    /// <param name="options">What was said.</param>
    public DatasetOptions Take(ParseResult parsed, NetworkEntry written, DatasetOptions options)
    {
        if (!transfer.IsAsked(parsed) || options is not { Mean: null, Deviation: null, Color: null }) return options;
        // A file's weights need not have been learnt from what the network's own were.
        return options with { Learnt = transfer.From(parsed) is { } from ? OfWeights(from) : KnownPreparations.Of(written) };
    }

    /// <summary>Tells whether samples were prepared as those that the kept weights were learnt from.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="written">The network as it was written.</param>
    /// <param name="options">How samples were to be prepared.</param>
    /// <param name="data">The samples.</param>
    /// <param name="output">Where it is told.</param>
    public void Tell(ParseResult parsed, NetworkEntry written, DatasetOptions options, Dataset data, CommandOutput output)
    {
        // Sounds are prepared by the network's shape.
        if (options.Learnt is not { } learnt || data.Preparation is not { } made
            || learnt.Kind == InputKind.Sound && made.Kind == InputKind.Sound) return;
        if (!options.TakesLearnt(made.Kind, made.Shape))
        {
            output.WriteError(
                $"{transfer.From(parsed)?.ToString() ?? written.Name}: its weights were learnt from {Samples(learnt)}, these are "
                + $"{Samples(made)}: they are not prepared like those; --mean and --deviation say how.");
            return;
        }

        string channels = learnt is { Kind: InputKind.Picture, Color: PictureColor.Bgr } ? "--channels bgr " : "";
        output.Out.WriteLine(
            $"Samples are prepared as those were that the weights were learnt from: "
            + $"{channels}--mean {Numbers(learnt.Mean)} --deviation {Numbers(learnt.Deviation)}");
    }

    /// <summary>The preparation that a weights' file carries; null for none.</summary>
    private static InputPreparation? OfWeights(FileInfo from)
    {
        if (!ForeignWeights.IsWeights(from.ToString())) return null;
        using SafetensorsFile file = SafetensorsFile.Open(from.ToString());
        return file.Metadata.Preparation;
    }

    private static string Samples(InputPreparation preparation)
    {
        string kind = preparation.Kind switch
        {
            InputKind.Picture => "pictures",
            InputKind.Sound => "sounds",
            _ => "numbers",
        };
        return $"{kind} of {Format.Shape(preparation.Shape)}";
    }

    private static string Numbers(IReadOnlyList<float> numbers) =>
        string.Join(',', numbers.Select(n => n.ToString("0.######", CultureInfo.InvariantCulture)));
}
