using System.CommandLine;
using System.Globalization;
using EdgeNet.Cli.Data;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Imaging;
using EdgeNet.Training;
using EdgeNet.Training.Data;
using EdgeNet.Training.Sequences;
using EdgeNet.Training.Synthetic.Fonts;
using EdgeNet.Training.Synthetic.Lines;

namespace EdgeNet.Cli.Training;

/// <summary>Trains a network that reads a line as a sequence, such as DigitLine, on strips that are drawn as they are needed.</summary>
internal sealed class LineTraining
{
    private const int Side = 28;

    private readonly Option<int> _samples = new Option<int>("--samples")
    {
        Description = "For a network that reads lines: the strips of an epoch, drawn anew each time.",
        HelpName = "N",
        DefaultValueFactory = _ => 20_000,
    }.AtLeast(1);

    private readonly Option<int> _columns = new Option<int>("--columns")
    {
        Description = "For a network that reads lines: columns of the strips that are learnt from, 64 to 256. Its weights do not depend on it, its time does.",
        HelpName = "N",
        DefaultValueFactory = _ => 160,
    }.Between(64, 256);

    private readonly Option<DirectoryInfo?> _lines = new("--lines")
    {
        Description = "For a network that reads lines: a folder of pictures of lines with labels.csv (file,digits), which are half of the "
            + "strips; every tenth one is held out.",
        HelpName = "DIR",
    };

    private readonly Option<DirectoryInfo?> _fonts = new("--fonts")
    {
        Description = "For a network that reads lines: a folder of fonts of hands (.ttf, .otf, .woff) that strips are written with too; "
            + "fonts in folders named print are print.",
        HelpName = "DIR",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_samples);
        command.Add(_columns);
        command.Add(_lines);
        command.Add(_fonts);
    }

    /// <summary>Adds the folders that are read.</summary>
    /// <param name="read">Takes them.</param>
    /// <param name="parsed">The command line.</param>
    /// <returns>The same.</returns>
    public ReadInputs AddTo(ReadInputs read, ParseResult parsed) =>
        read.AddFolder(parsed.GetValue(_lines)?.ToString(), "--lines").AddFolder(parsed.GetValue(_fonts)?.ToString(), "--fonts");

    /// <summary>Whether a network reads lines: several frames of classes at its output.</summary>
    public static bool Fits(NetworkEntry entry) => entry.Info.OutputShape is [> 1, .., > 1] && entry.Info.OutputShape.Count <= 3;

    /// <summary>Trains.</summary>
    /// <param name="parsed">The options.</param>
    /// <param name="entry">The network.</param>
    /// <param name="options">How to train.</param>
    /// <param name="start">Weights to go on from; null for random ones.</param>
    /// <param name="folder">MNIST's files or a folder of pictures for each digit; null to draw all digits.</param>
    /// <param name="output">Where it is told.</param>
    /// <exception cref="TrainingException">The network or the data do not fit.</exception>
    public int Run(ParseResult parsed, NetworkEntry entry, TrainingOptions options, SafetensorsFile? start, string? folder, CommandOutput output)
    {
        var trainer = new SequenceTrainer(entry.Description, options, parsed.GetValue(_columns));
        Dataset? digits = folder is null ? null : DatasetFolder.Read(folder, [1, Side, Side]);
        if (digits is { Validation: null }) digits = digits.HoldOut(Math.Min(5000, digits.Train.Count / 12), options.Seed);
        string? lines = parsed.GetValue(_lines)?.ToString();
        string? fonts = parsed.GetValue(_fonts)?.ToString();
        LabelledLines? labelled = lines is null ? null : LabelledLineFolder.Read(lines, DesktopPictures.Reader);
        var data = new SequenceData(digits?.Train, digits?.Validation, parsed.GetValue(_samples), labelled)
        {
            Fonts = fonts is null ? null : WritingFonts.Read(fonts),
        };
        output.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{entry.Name}, {options.Epochs} epochs of {data.Samples:N0} strips; digits from {digits?.Name ?? "this project's own hand"}"));
        output.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{data.Labelled?.Count ?? 0:N0} labelled lines, fonts of {data.Fonts?.Hands ?? 0:N0} hands and {data.Fonts?.Print ?? 0:N0} of print"));
        output.Out.WriteLine($"{"epoch",9}{"loss",9}{"right",11}{"validation",12}{"right",11}{"seconds",9}");
        using var cancellation = new CancellationTokenSource();
        bool isDone = false;
        using (CommandOutput.OnInterrupt(cancellation.Cancel))
        {
            IParameterSource best = trainer.Run(data, start, report =>
            {
                isDone = true;
                output.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{report.Epoch + "/" + report.Epochs,9}{report.TrainingLoss,9:0.000}{Format.Percent(report.TrainingAccuracy),11}{report.ValidationLoss,12:0.000}{Format.Percent(report.ValidationAccuracy),11}{report.Time.TotalSeconds,9:0.0}{(report.IsBest ? "  best" : "")}"));
                output.Out.Flush();
            }, cancellation.Token);
            if (isDone) SafetensorsWriter.Write(options.WeightsPath!, entry.Info, best);
        }

        if (!isDone)
        {
            output.WriteError("stopped before the first epoch was done; nothing was written.");
            return ExitCode.Failed;
        }

        output.Out.WriteLine($"Weights: {options.WeightsPath}");
        return ExitCode.Done;
    }
}
