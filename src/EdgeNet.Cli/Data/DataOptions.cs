using System.CommandLine;
using System.CommandLine.Parsing;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Imaging;
using EdgeNet.Training;
using EdgeNet.Training.Data;
using EdgeNet.Training.Synthetic;
using EdgeNet.Training.Transfer;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Cli.Data;

/// <summary>How a command is told its data: --data, or none for synthetic digits.</summary>
/// <param name="output">Where it is told what is wrong with some of the data.</param>
internal sealed class DataOptions(CommandOutput output)
{
    private const int SyntheticTraining = 30_000;
    private const int SyntheticTest = 5_000;

    private readonly Option<DirectoryInfo?> _folder = new("--data")
    {
        Description = "A folder, or a tar, tar.gz or zip file of one, with IDX or .npy files under MNIST's names and others, with "
            + "tables (train.csv, a sample a row), with "
            + $"series (NAME_TRAIN.tsv, NAME_TRAIN.ts), or with a folder of pictures ({DesktopPictures.Reader.FormatNames}), sounds "
            + "(.wav) or numbers for each class, in parts "
            + "(train, val, test) or not; or an .npz, .tsv, .ts or .csv file. Without it, handwritten digits drawn by EdgeNet serve.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _memory = new("--memory")
    {
        Description = "What decoded samples may take of the memory, such as 500M or 8G; what would take more is decoded anew in each "
            + "epoch, with the same result. "
            + "A quarter of the machine's memory if not given.",
        HelpName = "SIZE",
    };

    private readonly Option<string?> _targets = new("--targets")
    {
        Description = "Columns of a table, by name, that hold what is to be learnt: numbers, or 0 and 1 of classes of which a sample may "
            + "have several. Those whose names begin with target or label if not given.",
        HelpName = "NAME,NAME",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_folder);
        command.Add(_targets);
        command.Add(_memory);
        _targets.Validators.Add(result =>
        {
            string[] names = result.Tokens is [var token] ? Names(token.Value) : [];
            if (names.Length == 0)
                result.AddError($"--targets: expected names of columns, with commas between them, found '{Text(result)}'.");
            if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
                result.AddError($"--targets: expected each column once, found '{twice.Key}' twice.");
        });
        _memory.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && ByteCount.Parse(token.Value) is null)
                result.AddError($"--memory: expected a size such as 500M or 8G, found '{token.Value}'.");
        });
    }

    /// <summary>Refuses what has no effect, or contradicts the loss.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="outputs">What is to be learnt by the loss that was given; null where none was.</param>
    /// <exception cref="UsageException">It does.</exception>
    public void Check(ParseResult parsed, TargetKind? outputs)
    {
        if (parsed.GetValue(_targets) is null) return;
        if (Folder(parsed) is null) throw new UsageException("--targets: names columns of a table; give one with --data.");
        if (outputs == TargetKind.Classes)
            throw new UsageException("--targets: columns of numbers, or of 0 and 1, are learnt by --loss squared or binary; found --loss "
                + "cross-entropy.");
    }

    /// <summary>The folder, archive or file that was given; null for none.</summary>
    public string? Folder(ParseResult parsed) => parsed.GetValue(_folder)?.ToString();

    /// <summary>What the data that were given look like; null where none were.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="network">The network.</param>
    /// <param name="outputs">What is to be learnt; null to leave it to the data.</param>
    /// <exception cref="TrainingException">The data is missing or damaged.</exception>
    public DataForm? Examine(ParseResult parsed, NetworkEntry network, TargetKind? outputs) =>
        Folder(parsed) is { } path
            ? DatasetFolder.Examine(
                path, network.Info.InputShape, new DatasetOptions { Targets = Targets(parsed), Outputs = outputs }) : null;

    /// <summary>Loads all parts in the input shape of a network.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="network">The network.</param>
    /// <param name="options">How samples are prepared.</param>
    /// <exception cref="TrainingException">The data is missing or damaged, or does not fit the network.</exception>
    public Dataset Load(ParseResult parsed, NetworkEntry network, DatasetOptions options) =>
        Read(parsed, network, options) ?? SyntheticDigits.Create(network.Info.InputShape, SyntheticTraining, SyntheticTest);

    /// <summary>The same with the memory that was granted.</summary>
    public TransferOptions Bounded(ParseResult parsed, TransferOptions options) =>
        parsed.GetValue(_memory) is { } memory ? options with { MemoryBudget = ByteCount.Parse(memory)!.Value } : options;

    /// <summary>Loads the test part; of synthetic digits, nothing else is drawn.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="network">The network.</param>
    /// <param name="metadata">What the weights tell: samples are prepared as those that they were learnt from.</param>
    /// <exception cref="TrainingException">The data is missing or damaged, or does not fit the network.</exception>
    public Dataset LoadForTest(ParseResult parsed, NetworkEntry network, WeightsMetadata metadata) =>
        Read(parsed, network, new DatasetOptions
        {
            Preparation = metadata.Preparation, Classes = metadata.Classes, ForTest = true,
            // Weights of others say nothing.
            Outputs = metadata.Classes.Count > 0 ? metadata.Outputs : null,
        })
            ?? SyntheticDigits.Create(network.Info.InputShape, train: 1, SyntheticTest);

    /// <summary>Pictures without folders have no classes: their names say nothing.</summary>
    private static void RefuseFlat(string path)
    {
        if (!Directory.Exists(path) || Directory.EnumerateDirectories(path).Any(d => !PictureListing.IsHidden(d))) return;
        string[] files = [.. Directory.EnumerateFiles(path).Where(f => !PictureListing.IsHidden(f))];
        bool hasNumbers = files.Any(f => SampleFile.Is(f)
            || f.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) || f.EndsWith(".gz", StringComparison.OrdinalIgnoreCase));
        int pictures = files.Count(f => DesktopPictures.Reader.Reads(PictureFormats.OfExtension(f)));
        if (pictures == 0 || hasNumbers) return;
        throw new CommandException(FormattableString.Invariant(
            $"{path}: expected a folder for each class in it, {Path.Combine(path, "CLASS")}/…, found {pictures} pictures themselves; ")
            + "move those of each class into a folder of its name. edgenet predict tells the classes of pictures without labels.");
    }

    private static string[] Names(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Text(OptionResult result) => string.Join(' ', result.Tokens.Select(t => t.Value));

    private string[] Targets(ParseResult parsed) => parsed.GetValue(_targets) is { } text ? Names(text) : [];

    private Dataset? Read(ParseResult parsed, NetworkEntry network, DatasetOptions options)
    {
        if (Folder(parsed) is not { } path) return null;
        RefuseFlat(path);
        if (parsed.GetValue(_memory) is { } memory) options = options with { MemoryBudget = ByteCount.Parse(memory)!.Value };
        Dataset dataset = DatasetFolder.Read(path, network.Info.InputShape, options: options with { Targets = Targets(parsed) });
        foreach (string warning in dataset.Warnings)
            output.WriteError(warning);
        return dataset;
    }
}
