using System.CommandLine;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Imaging;
using EdgeNet.Training;
using EdgeNet.Training.Data;
using EdgeNet.Training.Synthetic;
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
        Description = "A folder with IDX or .npy files under MNIST's names and others, with tables (train.csv, a sample a row), or with a folder of pictures "
            + $"({DesktopPictures.Reader.FormatNames}) for each class, in parts (train, val, test) or not. "
            + "Without it, handwritten digits drawn by EdgeNet serve.",
        HelpName = "DIR",
    };

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Add(_folder);

    /// <summary>The folder that was given; null for none.</summary>
    /// <exception cref="CommandException">It is a file.</exception>
    public string? Folder(ParseResult parsed)
    {
        string? path = parsed.GetValue(_folder)?.ToString();
        return File.Exists(path) ? throw new CommandException($"{path}: expected a folder, found a file.") : path;
    }

    /// <summary>Loads all parts in the input shape of a network.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="network">The network.</param>
    /// <param name="options">How samples are prepared.</param>
    /// <exception cref="TrainingException">The data is missing or damaged, or does not fit the network.</exception>
    public Dataset Load(ParseResult parsed, NetworkEntry network, DatasetOptions options) =>
        Read(parsed, network, options) ?? SyntheticDigits.Create(network.Info.InputShape, SyntheticTraining, SyntheticTest);

    /// <summary>Loads the test part; of synthetic digits, nothing else is drawn.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="network">The network.</param>
    /// <param name="metadata">What the weights tell: samples are prepared as those that they were learnt from.</param>
    /// <exception cref="TrainingException">The data is missing or damaged, or does not fit the network.</exception>
    public Dataset LoadForTest(ParseResult parsed, NetworkEntry network, WeightsMetadata metadata) =>
        Read(parsed, network, new DatasetOptions { Preparation = metadata.Preparation, Classes = metadata.Classes }) ?? SyntheticDigits.Create(network.Info.InputShape, train: 1, SyntheticTest);

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

    private Dataset? Read(ParseResult parsed, NetworkEntry network, DatasetOptions options)
    {
        if (Folder(parsed) is not { } path) return null;
        RefuseFlat(path);
        Dataset dataset = DatasetFolder.Read(path, network.Info.InputShape, options: options);
        foreach (string warning in dataset.Warnings)
            output.WriteError(warning);
        return dataset;
    }
}
