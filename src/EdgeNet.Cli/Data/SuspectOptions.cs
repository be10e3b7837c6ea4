using System.CommandLine;
using System.Globalization;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Safety;
using EdgeNet.Training;
using EdgeNet.Training.Data;

namespace EdgeNet.Cli.Data;

/// <summary>How data check is told to look for wrong labels, and the search.</summary>
internal sealed class SuspectOptions
{
    /// <summary>Wrong labels are found by what a network learns first.</summary>
    private const int UsualEpochs = 6;

    private readonly Option<string?> _network = new("--suspects")
    {
        Description = "Also lists the samples whose label is most likely wrong. This network, a class or an ONNX file, learns "
            + "several times, each time without a part of the training samples, and judges those that it did not learn.",
        HelpName = "NETWORK",
    };

    private readonly Option<FileInfo?> _assembly = new("--assembly")
    {
        Description = "With --suspects: a .NET assembly whose [Network] class is meant.",
        HelpName = "FILE.dll",
    };

    private readonly Option<FileInfo?> _weights = new("--weights")
    {
        Description = "With --suspects: weights that judge in place of learning. They must not have learnt these samples: whoever learnt a "
            + "wrong label repeats it.",
        HelpName = "FILE",
    };

    private readonly Option<int?> _folds = new Option<int?>("--folds")
    {
        Description = "With --suspects: how many times the network learns, each time without one of so many parts; 5 if not given.",
        HelpName = "K",
    }.Between(2, 100);

    private readonly Option<int?> _epochs = new Option<int?>("--epochs")
    {
        Description = string.Create(CultureInfo.InvariantCulture,
            $"With --suspects: passes over the samples of a learning; {UsualEpochs}, and of few series more, if not given."),
        HelpName = "N",
    }.Between(1, 100_000);

    private readonly Option<int?> _seed = new Option<int?>("--seed")
    {
        Description = "With --suspects: what all randomness grows from; 1 if not given.",
        HelpName = "N",
    }.Number();

    private readonly Option<int?> _threads = new Option<int?>("--threads")
    {
        Description = "With --suspects: threads; one a core if not given. The result does not depend on it.",
        HelpName = "N",
    }.Between(1, 1024);

    private const string Repeats = "weights repeat the wrong labels that they learnt.";

    /// <summary>What the search takes columns of decimals for: the names of classes, as train does with --loss cross-entropy.</summary>
    public const TargetKind Searched = TargetKind.Classes;

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_network, _assembly, _weights, _folds, _epochs, _seed, _threads]) command.Add(option);
    }

    /// <summary>The network that judges.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>Null where no search is asked for.</returns>
    /// <exception cref="CommandException">There is none of that name, or something is asked for that does not go with it.</exception>
    public NetworkEntry? Find(ParseResult parsed)
    {
        if (parsed.GetValue(_network) is { } name)
        {
            if (parsed.GetValue(_weights) is not null)
                Refuse([_folds, _epochs, _seed], "nothing is learnt with --weights; give one of the two.");
            return NetworkRegistry.Find(name, parsed.GetValue(_assembly));
        }

        Option[] options = [_assembly, _weights, _folds, _epochs, _seed, _threads];
        Refuse(options, "is of the search for wrong labels; give a network with --suspects.");
        return null;

        void Refuse(Option[] options, string why)
        {
            foreach (Option option in options)
                if (parsed.GetResult(option) is not null) throw new UsageException($"{option.Name}: {why}");
        }
    }

    /// <summary>Whether weights judge that were learnt before.</summary>
    public bool HasWeights(ParseResult parsed) => parsed.GetValue(_weights) is not null;

    /// <summary>Looks for wrong labels.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="entry">The network that judges.</param>
    /// <param name="path">The data set.</param>
    /// <param name="progress">Where it is told how far the search is; null for nowhere.</param>
    /// <exception cref="CommandException">Weights are not there, or it was stopped.</exception>
    /// <exception cref="TrainingException">The data does not fit the network.</exception>
    public FoundSuspects Run(ParseResult parsed, NetworkEntry entry, string path, TextWriter? progress)
    {
        using var cancellation = new CancellationTokenSource();
        using IDisposable interrupt = CommandOutput.OnInterrupt(cancellation.Cancel);
        try
        {
            return parsed.GetValue(_weights) is { } weights ? Judge(parsed, entry, weights, path, cancellation.Token)
                : Learn(parsed, entry, path, progress, cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            throw new CommandException("stopped before all samples were judged.");
        }
    }

    private FoundSuspects Judge(ParseResult parsed, NetworkEntry entry, FileInfo weights, string path, CancellationToken cancellation)
    {
        entry = FittedNetwork.ForWeights(entry, weights);
        using SafetensorsFile file = entry.OpenWeights(weights);
        WeightsMetadata metadata = file.Metadata;
        var options = new DatasetOptions { Preparation = metadata.Preparation, Classes = metadata.Classes, Outputs = metadata.Outputs };
        Dataset data = DatasetFolder.Read(path, entry.Info.InputShape, options: options);
        SuspectReport report = Trainer(parsed, entry, start: null).FindSuspects(data, file, cancellation);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(data.Name));
        if (metadata.DataSet == name)
            return new(report, SuspectJudge.HasLearnt, $"{weights}: learnt from data called '{PlainText.Shorten(name, 60)}', as these are: "
                + $"{Repeats} Without --weights, each sample is judged by weights that did not learn it.");
        string what = metadata.DataSet is { } other
            ? $"learnt from data called '{PlainText.Shorten(other, 60)}'; whether these samples were among them"
            : "whether they were learnt from these samples";
        return new(report, SuspectJudge.Unknown, $"{weights}: {what} is not known: {Repeats}");
    }

    private FoundSuspects Learn(ParseResult parsed, NetworkEntry entry, string path, TextWriter? progress, CancellationToken cancellation)
    {
        var options = new DatasetOptions { Outputs = Searched };
        DataForm form = DatasetFolder.Examine(path, entry.Info.InputShape, options);
        entry = FittedNetwork.ForData(entry, form, isInputGiven: false, classes: null);
        Dataset data = DatasetFolder.Read(path, entry.Info.InputShape, options: options);
        SuspectReport report =
            Trainer(parsed, entry, entry.OwnParameters).FindSuspects(data, fold => progress?.WriteLine(Tell(fold)), cancellation);
        return entry.OwnParameters is null ? new(report, SuspectJudge.HasNotLearnt, null)
            : new(report, SuspectJudge.Unknown,
                $"{entry.Name}: begins with the weights of its file; whether they were learnt from these samples is not known: {Repeats}");
    }

    private static string Tell(FoldReport fold)
    {
        string others = Format.Percent(1 - (double)fold.Correct / Math.Max(1, fold.Samples));
        string part = string.Create(CultureInfo.InvariantCulture, $"{fold.Fold} of {fold.Folds}");
        return $"Learnt without part {part}: {others} of its {Format.Count(fold.Samples)} samples are answered otherwise than labelled, "
            + $"{Format.Fixed(fold.Elapsed.TotalSeconds, 1)} s";
    }

    private Trainer Trainer(ParseResult parsed, NetworkEntry entry, IParameterSource? start)
    {
        TrainingOptions standard = TrainingOptions.For(entry.Info.InputShape);
        return new Trainer(entry.Graph, standard with
        {
            Epochs = parsed.GetValue(_epochs) ?? UsualEpochs,
            LeastSteps = parsed.GetValue(_epochs) is null ? standard.LeastSteps : 0,
            Folds = parsed.GetValue(_folds),
            Seed = parsed.GetValue(_seed) ?? standard.Seed,
            Threads = parsed.GetValue(_threads) ?? 0,
            Start = start,
        });
    }
}
